"""Addresses of the cards: that of the page, below /cards and as a file."""

from django.urls import path

from activities.answers import public
from activities.catalogue.kinds import PAGED, EntryKind
from activities.site.cards import pictures

urlpatterns = [
    path("cards/home.png", public(pictures.home)),
    path("cards/themes/<slug:dialogue>/<int:number>.png", public(pictures.of_theme)),
    *[
        path(f"cards/{kind.plural}.png", public(pictures.of_list), {"kind": kind})
        for kind in PAGED
    ],
    *[
        path(
            f"cards/{kind.plural}/<slug:key>.png",
            public(pictures.of_entry),
            {"kind": kind},
        )
        for kind in PAGED
        if kind != EntryKind.THEME
    ],
]
