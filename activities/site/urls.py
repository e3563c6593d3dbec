"""Addresses of the public pages."""

from django.urls import URLPattern, path

from activities.answers import public
from activities.catalogue.kinds import CONTENT, RECORDS, EntryKind
from activities.site import (
    home,
    lists,
    options,
    partners,
    places,
    records,
    robots,
    sitemaps,
    suggest,
    themes,
)
from activities.site.pictures import urls as pictures

_lists: list[URLPattern] = [
    path(f"{kind.plural}/", public(lists.entries), {"kind": kind}, name=kind.plural)
    for kind in RECORDS
]
_records: list[URLPattern] = [
    path(
        f"{kind.plural}/<slug:slug>/",
        public(records.record),
        {"kind": kind},
        name=str(kind),
    )
    for kind in CONTENT
]
_options: list[URLPattern] = [
    path(
        f"{kind.plural if kind else 'search'}/options/<slug:facet>/",
        public(options.options),
        {"kind": kind},
    )
    for kind in (None, *RECORDS)
]
urlpatterns = [
    path("", public(home.home), name="home"),
    path("search/suggest/", public(suggest.suggest), name="suggest"),
    *_options,
    path("search/", public(lists.entries), {"kind": None}, name="search"),
    *_lists,
    *_records,
    path("partners/<slug:slug>/", public(partners.partner), name="partner"),
    path("themes/", public(themes.all_of), {"kind": EntryKind.THEME}, name="themes"),
    path("themes/<slug:dialogue>/<int:number>/", public(themes.theme), name="theme"),
    path(
        "dialogues/",
        public(themes.all_of),
        {"kind": EntryKind.DIALOGUE},
        name="dialogues",
    ),
    path("dialogues/<slug:code>/", public(themes.dialogue), name="dialogue"),
    path("places/", public(places.places), name="places"),
    path("places/<slug:code>/", public(places.place), name="place"),
    *pictures.pages,
]
# What is not a page, and so in no language: for search engines.
at_the_root = [
    path("robots.txt", robots.robots),
    path("sitemap.xml", public(sitemaps.index)),
    path(f"sitemap-{sitemaps.PLAIN}.xml", public(sitemaps.pages)),
    path("sitemap-<slug:word>-<int:number>.xml", public(sitemaps.part)),
]
