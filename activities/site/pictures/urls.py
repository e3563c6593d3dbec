"""Addresses of the pictures, in each language."""

from django.urls import path

from activities.answers import public
from activities.site.pictures import coverage, index, maps, networks, timeline

pages = [
    path("pictures/", public(index.pictures), name="pictures"),
    path("map/", public(maps.by_place), name="map"),
    path("coverage/", public(coverage.coverage), name="coverage"),
    path("timeline/", public(timeline.timeline), name="timeline"),
    path("network/", public(networks.partners), name="network"),
]
