"""What a person may be about to type, while it is typed."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.catalogue.kinds import RECORDS, EntryKind, page_url
from activities.catalogue.problems import Problem, unknown_parameter, unknown_value
from activities.catalogue.selection import Catalogue
from activities.catalogue.suggestions import Suggestion
from activities.catalogue.suggestions import suggest as suggested
from activities.site.languages import localized
from iomtracker.errors import problem

LONGEST = 100  # letters; nobody types a title to its end
# What a suggestion may be chosen as a filter by, where a list has it.
FILTERS = (EntryKind.THEME, EntryKind.PLACE, EntryKind.DIALOGUE, EntryKind.PARTNER)
KNOWN = {str(kind): kind for kind in RECORDS}


def suggest(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """`?q=…`, and `&record=` for the records of one list. Answers JSON."""
    if problems := _problems(request.GET):
        told = [{"parameter": p.parameter, "message": p.message} for p in problems]
        body = problem(400, _("The query cannot be answered as asked."), errors=told)
        return HttpResponse(body, status=400, content_type="application/problem+json")
    kind = KNOWN.get(request.GET.get("record", ""))
    found = suggested(catalogue, request.GET["q"], kind)
    answer = {"told": _told(found), "suggestions": [_shown(one) for one in found]}
    return HttpResponse(orjson.dumps(answer), content_type="application/json")


def _problems(query: QueryDict) -> list[Problem]:
    names = ("q", "record")
    found = [unknown_parameter(name, names) for name in query if name not in names]
    once = _("This may be given only once.")
    several = [name for name in names if len(query.getlist(name)) > 1]
    found += [Problem(name, "", once) for name in several]
    if not query.get("q"):
        found.append(Problem("q", "", _("Say what is to be found.")))
    elif len(query["q"]) > LONGEST:
        found.append(Problem("q", "", _("At most %d letters.") % LONGEST))
    record = query.get("record", "")
    if record and record not in KNOWN:
        found.append(unknown_value("record", record, KNOWN))
    return found


def _told(found: list[Suggestion]) -> str:
    """What a screen reader says when suggestions appear."""
    count = len(found)
    told = ngettext("%(n)s suggestion.", "%(n)s suggestions.", count)
    return told % {"n": count}


def _shown(one: Suggestion) -> dict[str, Any]:
    is_filter = one.kind in FILTERS
    return {
        "label": one.label,
        "what": _what(one),
        "url": localized(page_url(one.kind, one.key)),
        "filter": str(one.kind) if is_filter else "",
        "value": one.key if is_filter else "",
    }


def _what(one: Suggestion) -> str:
    """What it is, and by which other name it was found, if by one."""
    if not one.also:
        return str(one.kind.label)
    names = {"kind": one.kind.label, "name": one.also}
    return _("%(kind)s, also called “%(name)s”") % names
