"""What an import would do, worked out without writing anything."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from activities.catalogue import snapshots
from activities.catalogue.kinds import EntryKind
from activities.imports import matching, wanted
from activities.imports.links import Library, Linked
from activities.imports.matching import Matcher
from activities.imports.readings import Level, Problem, Reading
from activities.models import Activity
from activities.models.importing import Verdict
from partners.models import Organization
from partners.records import State

Row = dict[str, Any]

AT_ONCE = 50
LONGEST = 400  # letters of a value that a difference shows
_STAMP = re.compile(r'\slast-updated-datetime="[^"]*"')


@dataclass
class Planned:
    """A record of the file: what it is now, what it should be, and what is wrong."""

    position: int
    reading: Reading
    verdict: Verdict
    slug: str = ""
    record: Any = None
    before: Row = field(default_factory=dict)
    wanted: Row = field(default_factory=dict)
    differences: list[Row] = field(default_factory=list)
    linked: Linked = field(default_factory=Linked)
    stayed: dict[str, str] = field(default_factory=dict)  # groups that are staff's
    said: dict[str, str] = field(default_factory=dict)  # by the file alone
    waits_for: str = ""  # the identifier of what it is part of, and may come later

    @property
    def kind(self) -> EntryKind:
        return EntryKind(self.reading.kind)

    @property
    def title(self) -> str:
        values = self.reading.values
        return str(values.get("title") or values.get("name") or "")[:400]

    @property
    def state(self) -> str:
        """Where the record stands; empty for a new one."""
        return str(self.record.state) if self.record is not None else ""

    @property
    def problems(self) -> list[Row]:
        """The problems as plain data, for keeping."""
        return [
            asdict(one) | {"level": str(one.level)} for one in self.reading.problems
        ]


class Planner:
    """Plans the readings of one file, some at a time; keeps no more than those.

    With `publish` a record that is not public as it is counts as changed.
    """

    def __init__(self, *, publish: bool = False) -> None:
        self._publish = publish
        self.matcher = Matcher()
        self.library = Library(self.matcher)
        self._seen = 0
        self._own: set[str] = set()

    def plan(self, readings: Iterable[Reading]) -> Iterator[Planned]:
        """A plan for each reading, in their order."""
        ahead = iter(readings)
        while some := _some(ahead):
            known = matching.existing(some)
            before = _snapshots(list(known.values()))
            self._own = matching.our_own(some)
            for reading in some:
                self._seen += 1
                record = known.get(reading.identifier)
                yield self._planned(reading, record, before)

    def _planned(
        self, reading: Reading, record: Any, before: dict[int, tuple[Any, Row]]
    ) -> Planned:
        if reading.is_refused:
            return Planned(self._seen, reading, Verdict.REFUSED)
        if reading.kind == "partner":
            return self._partner(reading)
        if record is None and reading.identifier in self._own:
            return self._left_alone(reading)
        record, now = before[record.pk] if record else (None, {})
        slug = now.get("slug") or self.matcher.free_slug(Activity, reading.identifier)
        made = Planned(self._seen, reading, Verdict.NEW, slug, record, now)
        self._fill(made)
        return made

    def _fill(self, made: Planned) -> None:
        reading, now = made.reading, made.before
        made.wanted = wanted.activity(reading, now, made.slug, self.matcher)
        _put(made.wanted, "parent", self._parent(made))
        base = now.get("original", {}).get("groups", {})
        made.said = wanted.said(reading, self.matcher)
        both, made.stayed = wanted.keep_what_staff_made(
            made.wanted, now, base, made.said
        )
        for group in both:
            reading.problems.append(_changed_by_both(reading, group))
        if "parent" in made.stayed:
            made.waits_for = ""
        links = wanted.themes(made.wanted, now, reading, self.matcher)
        _put(made.wanted, "themes", links)
        made.linked = self.library.linked(reading, made.slug, now)
        _put(made.wanted, "citations", made.linked.citations)
        self._judge(made)

    def _parent(self, made: Planned) -> str | None:
        """The slug of what it is part of; one that is not there yet is waited for."""
        identifier = made.reading.parent
        if identifier is None:
            return made.before.get("parent")
        if not identifier:
            return None
        found = matching.existing([Reading("activity", identifier, 0)])
        if identifier in found:
            return str(found[identifier].slug)
        made.waits_for = identifier
        return None

    def _partner(self, reading: Reading) -> Planned:
        if reading.reporter.ref != reading.identifier:
            # Said of it by another, as we do of our partners: its names, no more.
            reading.original = ""
        match = self.matcher.register.find(
            reading.identifier, reading.values.get("name", "")
        )
        record = Organization.objects.filter(slug=match.slug).first()
        now = _snapshots([record])[record.pk][1] if record else {}
        slug = now.get("slug") or self.matcher.free_slug(
            Organization, reading.values["name"]
        )
        made = Planned(self._seen, reading, Verdict.NEW, slug, record, now)
        made.wanted = wanted.partner(reading, now, slug)
        self._judge(made)
        return made

    def _left_alone(self, reading: Reading) -> Planned:
        told = _("This record was entered here; the file holds our own export of it.")
        remedy = _("Change it at the desk.")
        reading.problems.append(
            Problem(
                Level.WARNING,
                reading.line,
                "iati-identifier",
                reading.identifier,
                told,
                remedy,
            )
        )
        return Planned(self._seen, reading, Verdict.UNCHANGED)

    def _judge_state(self, made: Planned) -> None:
        """What publishing would make public beside what the file says."""
        if not made.record.is_public:
            made.differences.append(
                {"field": "state", "before": made.state, "after": str(State.PUBLISHED)}
            )
        elif made.differences and made.record.has_unpublished_changes:
            made.reading.problems.append(_unpublished_edits(made.reading))

    def _judge(self, made: Planned) -> None:
        made.differences = _differences(made)
        if self._publish and made.record is not None:
            self._judge_state(made)
        if made.record is not None:
            changed = bool(made.differences or made.linked.publications)
            made.verdict = Verdict.EXISTING if changed else Verdict.UNCHANGED


def _unpublished_edits(reading: Reading) -> Problem:
    told = _("Staff have changes to this record that are not public yet.")
    remedy = _("To publish them later, leave this record out: it is published whole.")
    return Problem(Level.WARNING, reading.line, "", "", told, remedy)


def element_differs(before: str, after: str) -> bool:
    """Whether two elements say other things; when they were updated is left aside."""
    if before == after:
        return False
    plain = [_STAMP.sub("", one, count=1) for one in (before, after)]
    if plain[0] == plain[1]:
        return False
    first, second = (etree.canonicalize(xml_data=one, strip_text=True) for one in plain)
    return bool(first != second)


def _differences(made: Planned) -> list[Row]:
    """What would change, field by field, in words of at most LONGEST letters."""
    found = [
        {
            "field": name,
            "before": _shown(made.before.get(name)),
            "after": _shown(made.wanted.get(name)),
        }
        for name in sorted({*made.before, *made.wanted} - {"original"})
        if made.before.get(name) != made.wanted.get(name)
    ]
    element = made.before.get("original", {}).get("element", "")
    after = made.reading.original
    if after and not element:
        found.append({"field": "original", "before": "", "after": _("kept")})
    elif after and element_differs(element, after):
        found.append(
            {"field": "original", "before": _("as last read"), "after": _("changed")}
        )
    return found


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        text = "\n".join(_shown(one) for one in value)
    elif isinstance(value, dict):
        text = ", ".join(f"{name}: {_shown(one)}" for name, one in value.items())
    else:
        text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"


def _changed_by_both(reading: Reading, group: str) -> Problem:
    told = _("Staff have changed “%s” since the last import, and so has the publisher.")
    remedy = _("To keep what staff wrote, leave this record out.")
    return Problem(Level.WARNING, reading.line, group, "", told % group, remedy)


def _snapshots(records: list[Any]) -> dict[int, tuple[Any, Row]]:
    """Records with all their parts, and their snapshots, by key."""
    if not records:
        return {}
    kind = snapshots.kind_of(records[0])
    found = snapshots.queryset(kind).filter(pk__in=[one.pk for one in records])
    return {one.pk: (one, snapshots.take(one)) for one in found}


def _some(ahead: Iterator[Reading]) -> list[Reading]:
    return list(islice(ahead, AT_ONCE))


def _put(row: Row, name: str, value: Any) -> None:
    if value in (None, "", []):
        row.pop(name, None)
    else:
        row[name] = value
