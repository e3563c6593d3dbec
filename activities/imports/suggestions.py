"""Themes that a publisher's codes suggest. A suggestion says why; staff decide."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from activities.models import Theme, ThemeRule

Row = dict[str, Any]


class Suggestions:
    """The rules for themes, read once."""

    def __init__(self) -> None:
        self._themes = set(Theme.objects.values_list("code", flat=True))
        self._rules: dict[tuple[str, str], list[ThemeRule]] = {}
        self._publishers: set[str] = set()
        for rule in ThemeRule.objects.select_related("theme"):
            key = (rule.vocabulary, rule.code.casefold())
            self._rules.setdefault(key, []).append(rule)
            self._publishers.add(rule.publisher)

    def of(self, classifications: Iterable[Row], publisher: str) -> list[Row]:
        """Theme links, each theme once, for the codes that an activity stands under.

        `publisher` is the IATI identifier of who reports the activity.
        """
        told = list(classifications)
        # A publisher's own list is finer: where rules are for it, no others count.
        return self._by(told, publisher if publisher in self._publishers else "")

    def _by(self, classifications: Iterable[Row], publisher: str) -> list[Row]:
        found: dict[str, Row] = {}
        for one in classifications:
            key = (one["vocabulary"], one["code"].casefold())
            for rule in self._rules.get(key, []):
                if rule.publisher == publisher:
                    found.setdefault(rule.theme.code, _link(rule, one))
        return list(found.values())

    def themes(self) -> list[str]:
        """The codes of all themes that there are."""
        return sorted(self._themes)

    def of_tags(self, codes: Iterable[str]) -> list[Row]:
        """Theme links for codes of our themes, which a file has as tags."""
        reason = str(_("A tag of the file says so."))
        return [
            {"theme": code, "reason": reason, "suggested": True}
            for code in dict.fromkeys(codes)
            if code in self._themes
        ]


def _link(rule: ThemeRule, one: Row) -> Row:
    name = one.get("name") or rule.note
    reason = _("Suggested by %(scheme)s %(code)s, %(name)s") % {
        "scheme": one["scheme"],
        "code": one["code"],
        "name": name,
    }
    return {"theme": rule.theme.code, "reason": reason[:250], "suggested": True}
