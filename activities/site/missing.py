"""What is not here: never was, or was and is no longer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from activities.catalogue import related
from activities.catalogue.kinds import EntryKind
from activities.site.listing import address

LISTS = {
    EntryKind.THEME: "/themes/",
    EntryKind.PLACE: "/places/",
    EntryKind.DIALOGUE: "/dialogues/",
}


def missing(request: HttpRequest, kind: EntryKind, key: str) -> HttpResponse:
    """The page for a record withdrawn or deleted. Raises Http404 for any other."""
    if not related.was_public(kind, key):
        raise Http404
    context = {
        "label": kind.label,
        "heading": kind.heading,
        "list_url": LISTS.get(kind) or address(kind),
        "noindex": True,
    }
    return render(request, "410.html", context, status=410)
