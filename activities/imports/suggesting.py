"""Suggested themes of activities: made anew by the rules, or confirmed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from activities import publishing, roles
from activities.imports.suggestions import Suggestions
from activities.models import Activity, Theme, ThemeLink
from activities.models.identifier import IATI
from partners.records import State

Row = dict[str, Any]

AT_ONCE = 50
_REPORTER = re.compile(r'<reporting-org\b[^>]*\bref="([^"]*)"')
_PARTS = (
    "classification_set",
    "themelink_set__theme",
    "citation_set__source__publisher__identifiers",
    "original",
)


@dataclass
class Change:
    """What the rules would change for an activity: themes by code."""

    activity: Any
    added: list[Row] = field(default_factory=list)
    dropped: list[ThemeLink] = field(default_factory=list)


def changes() -> Iterator[Change]:
    """The activities for which the rules suggest other themes than it has.

    What staff decided stays, and what a tag of the file says; so does a suggestion of
    a rule that still makes it. One that staff took out is suggested again.
    """
    suggestions = Suggestions()
    tagged = {row["reason"] for row in suggestions.of_tags(suggestions.themes())}
    rows = Activity.objects.filter(cross_cutting=None).order_by("pk")
    for activity in rows.prefetch_related(*_PARTS).iterator(500):
        found = {row["theme"]: row for row in _suggested(activity, suggestions)}
        links = list(activity.themelink_set.all())
        known = {one.theme.code for one in links}
        change = Change(
            activity,
            [row for code, row in found.items() if code not in known],
            [
                one
                for one in links
                if one.suggested
                and one.theme.code not in found
                and one.reason not in tagged
            ],
        )
        if change.added or change.dropped:
            yield change


def _suggested(activity: Any, suggestions: Suggestions) -> list[Row]:
    told = [
        {
            "scheme": one.scheme,
            "vocabulary": one.vocabulary,
            "code": one.code,
            "name": one.name,
        }
        for one in activity.classification_set.all()
    ]
    return suggestions.of(told, _reporter(activity)) if told else []


def _reporter(activity: Any) -> str:
    """The IATI identifier of who reports an activity, by its file or its source."""
    original = getattr(activity, "original", None)
    if original and (found := _REPORTER.search(original.element)):
        return found[1]
    for citation in activity.citation_set.all():
        publisher = citation.source.publisher
        if citation.source.code.startswith("iati-") and publisher:
            for one in publisher.identifiers.all():
                if one.scheme == IATI:
                    return str(one.value)
    return ""


def suggest(wanted: Iterable[Change], *, by: Any = None) -> int:
    """Make the changes; what is public just as it is stays so. Returns how many.

    Raises roles.Refused where `by` may not.
    """
    roles.require(by, "reference")
    count, ahead = 0, iter(wanted)
    themes = dict(Theme.objects.values_list("code", "pk"))
    while some := list(islice(ahead, AT_ONCE)):
        with publishing.one_after_the_other():
            for one in some:
                dropped = [link.pk for link in one.dropped]
                ThemeLink.objects.filter(pk__in=dropped, suggested=True).delete()
                ThemeLink.objects.bulk_create(
                    ThemeLink(
                        activity=one.activity,
                        theme_id=themes[row["theme"]],
                        reason=row["reason"],
                        suggested=True,
                    )
                    for row in one.added
                )
            reason = _("Themes suggested anew by the rules.")
            _save_all([one.activity for one in some], by, reason)
        count += len(some)
    return count


def confirm(records: Iterable[Any], *, by: Any = None) -> int:
    """Take the suggested themes of records as decided. Returns how many themes.

    Raises roles.Refused where `by` may not change one of the records.
    """
    with publishing.one_after_the_other():
        count, confirmed = 0, []
        for record in records:
            links = record.themelink_set.filter(suggested=True)
            roles.require(by, "edit", record)
            if done := links.update(suggested=False):
                count += done
                confirmed.append(record)
        _save_all(confirmed, by, _("Suggested themes confirmed."))
    return count


def _save_all(records: list[Any], by: Any, reason: str) -> None:
    """New versions, public again where just the one before was and `by` may publish."""
    clean = [
        one
        for one in records
        if one.state == State.PUBLISHED and not one.has_unpublished_changes
    ]
    for record in records:
        record.save()
        publishing.edited(record, by=by)
    still = [one for one in clean if one.state == State.PUBLISHED]
    publishing.publish_all(still, by=by, reason=reason)
