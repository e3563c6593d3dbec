"""Links from a page to the same selection or record in other forms."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.selection import Selection
from activities.exports import days, formats
from activities.exports.formats import Format


@dataclass(frozen=True)
class Link:
    """A form of what a page shows: where it is, and what it is good for."""

    url: str
    label: Any
    hint: Any = ""
    media_type: str = ""
    is_file: bool = False


def of_list(request: HttpRequest, selection: Selection, count: int) -> list[Link]:
    """The forms of a selection of `count` rows, and the calendar to subscribe to."""
    query, links = selection.whole_string(), []
    for form in formats.formats_of(selection.kind):
        if form.most is not None and count > form.most:
            continue
        link = _link(form, formats.address(selection.kind, form.ending, query))
        links.append(link)
        if form.ending == "ics":
            links.append(_subscription(request, link))
    return links


def of_record(kind: EntryKind, document: dict[str, Any]) -> list[Link]:
    """The forms of one record; no calendar of what has no whole days."""
    return [
        _link(form, f"/{kind.plural}/{document['slug']}.{form.ending}")
        for form in formats.formats_of(kind)
        if form.of_records and (form.ending != "ics" or days.whole_days(document))
    ]


def feed(selection: Selection) -> str:
    """The address of the feed of a selection."""
    return formats.address(selection.kind, "atom", selection.whole_string())


def _link(form: Format, url: str) -> Link:
    media_type = form.media_type.partition(";")[0]
    return Link(url, form.label, form.hint, media_type, form.is_file)


def _subscription(request: HttpRequest, link: Link) -> Link:
    url = f"webcal://{request.get_host()}{link.url}"
    return Link(url, _("Calendar to subscribe to"), _("kept up to date by itself"))
