"""What is not here: never was, or was and is no longer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from activities.catalogue import related
from activities.catalogue.kinds import EntryKind, page_url
from activities.site import lost
from activities.site.languages import localized
from activities.site.listing import address

LISTS = {
    EntryKind.THEME: "/themes/",
    EntryKind.PLACE: "/places/",
    EntryKind.DIALOGUE: "/dialogues/",
}


def missing(request: HttpRequest, kind: EntryKind, key: str) -> HttpResponse:
    """The page for a record withdrawn or deleted, or the way to what took its place.

    Raises Http404 for any other.
    """
    tombstone = related.tombstone(kind, key)
    if tombstone is None:
        raise Http404
    if tombstone.replaced_by:
        there = localized(page_url(kind, tombstone.replaced_by))
        return redirect(there, permanent=True)
    context = {
        "label": kind.label,
        "heading": kind.heading,
        "list_url": localized(LISTS.get(kind, "")) or address(kind),
        "gone_at": tombstone.at,
        "near": lost.nearby(lost.Lost.at(request.path)),
        "noindex": True,
    }
    return render(request, "410.html", context, status=410)
