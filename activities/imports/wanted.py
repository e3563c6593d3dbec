"""What a record should be after an import: its snapshot, as the file would have it.

What a file says in the same words as last time is left as staff have made it since;
what it does not speak of is left alone.
"""

from datetime import date
from typing import Any

from activities.choices import ActivityKind, PlaceRelation
from activities.iati import codes, groups
from activities.imports.matching import Matcher
from activities.imports.readings import Reading
from activities.models.identifier import IATI
from partners.choices import NameKind
from partners.dates import read_edtf

Row = dict[str, Any]

PLACE = ("place", "relation", "city", "as_written", "percentage", "note")
SAID = "said:"  # before a group: what the file says of it, without staff's rows
SUMMARY = 300  # letters of a description that a list shows


def activity(reading: Reading, before: Row, slug: str, matcher: Matcher) -> Row:
    """The wanted snapshot of an activity; `before` is empty for a new one."""
    wanted = dict(before) or {"slug": slug, "kind": ActivityKind.PROJECT.value}
    for name, value in reading.values.items():
        if name not in ("places", "contacts"):
            _put(wanted, name, value)
    if "places" in reading.values:
        places = _places(matcher.places(reading), before.get("places", []))
        _put(wanted, "places", places)
    if reading.participants is not None:
        _put(wanted, "participations", _participations(reading, before, matcher))
    if not reading.original:
        _speak_as_tables_do(wanted, before, reading.identifier)
    if not before and not wanted.get("summary"):
        _put(wanted, "summary", _summary(wanted.get("description", "")))
    return wanted


def _speak_as_tables_do(wanted: Row, before: Row, identifier: str) -> None:
    """A table may know some of the identifiers and languages; others stay."""
    own = {"scheme": IATI, "value": identifier}
    told = wanted.get("identifiers", [])
    if not any(one["scheme"] == IATI for one in told):
        wanted["identifiers"] = [own, *told]
    known, said = before.get("translations", {}), wanted.get("translations", {})
    both = {
        language: {**known.get(language, {}), **said.get(language, {})}
        for language in {**known, **said}
    }
    _put(wanted, "translations", both)


def themes(wanted: Row, before: Row, reading: Reading, matcher: Matcher) -> list[Row]:
    """Its theme links: those staff decided, and what its codes suggest.

    The suggestions of a record that is there are made anew only where its codes
    changed, so that one which staff took out does not come back.
    """
    links: list[Row] = before.get("themes", [])
    if wanted.get("cross_cutting"):
        return links
    told = wanted.get("classifications", [])
    if before and told == before.get("classifications", []):
        return links
    decided = [one for one in links if not one.get("suggested")]
    known = {one["theme"] for one in decided}
    found = matcher.suggestions.of(told, reading.reporter.ref)
    if not before:
        found += matcher.suggestions.of_tags(reading.themes or [])
    return decided + [one for one in found if one["theme"] not in known]


def partner(reading: Reading, before: Row, slug: str) -> Row:
    """The wanted snapshot of an organization: names and identifiers are added to it."""
    wanted = dict(before) or {
        "slug": slug,
        "name": reading.values["name"],
        "kind": reading.values.get("kind") or "other",
    }
    known = {wanted["name"], *(row["name"] for row in before.get("names", []))}
    offered = [
        {
            "name": reading.values["name"],
            "kind": NameKind.ALTERNATIVE.value,
            "language": "en",
        },
        *reading.values.get("names", []),
    ]
    names = [row for row in offered if row["name"] not in known]
    _put(wanted, "names", [*before.get("names", []), *_once(names, "name")])
    have = {(row["scheme"], row["value"]) for row in before.get("identifiers", [])}
    identifiers = [
        row
        for row in reading.values.get("identifiers", [])
        if (row["scheme"], row["value"]) not in have
    ]
    _put(wanted, "identifiers", [*before.get("identifiers", []), *identifiers])
    return wanted


def said(reading: Reading, matcher: Matcher) -> dict[str, str]:
    """Digests of what the file alone says of groups that staff add rows to."""
    told: Row = {}
    if reading.participants is not None:
        told["participations"] = _participations(reading, {}, matcher)
    if "places" in reading.values:
        told["places"] = _places(reading.values["places"], [])
    digests = groups.digests(told)
    return {f"{SAID}{group}": digests[group] for group in told}


def keep_what_staff_made(
    wanted: Row, before: Row, base: dict[str, str], said: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    """Put back what the file says just as it said it last time.

    `base` are the digests of the groups as they were imported, `said` those of what
    the file says now. Returns the groups that both the file and staff have changed
    since, and those put back, with what the file still says of them.
    """
    theirs, ours = groups.digests(wanted), groups.digests(before)
    both, stayed = [], {}
    for group, digest in base.items():
        if group.startswith(SAID) or ours.get(group) == digest:
            continue
        alone = f"{SAID}{group}"
        is_same = alone in said and base.get(alone) == said[alone]
        if theirs.get(group) != digest and not is_same:
            both.append(group)
            continue
        for name in groups.FIELDS[group]:
            _put(wanted, name, before.get(name))
        stayed[group] = digest
    return [group for group in both if theirs[group] != ours[group]], stayed


def first_day(reading: Reading) -> date | None:
    """The first day of an activity: which name an organization bore then."""
    dates = reading.values.get("dates") or reading.values.get("planned")
    return read_edtf(dates).earliest if dates else None


def _put(wanted: Row, name: str, value: Any) -> None:
    """Set a value; a snapshot leaves out what is empty."""
    if value in ("", None, [], {}):
        wanted.pop(name, None)
    else:
        wanted[name] = value


def _places(rows: list[Row], before: list[Row]) -> list[Row]:
    """The file's places, with what staff have said of them and it does not."""
    said = {row["place"]: row for row in before}
    made = []
    for row in rows:
        mine = {
            name: one
            for name, one in said.get(row["place"], {}).items()
            if name in ("relation", "city", "note")
        }
        whole = {"relation": PlaceRelation.ABOUT.value} | mine | row
        made.append({name: whole[name] for name in PLACE if whole.get(name)})
    return made


def _participations(reading: Reading, before: Row, matcher: Matcher) -> list[Row]:
    """The file's partners, and those in a role that it may have no word for."""
    on = first_day(reading)
    rows = {
        (row["organization"], row["role"]): row
        for row in before.get("participations", [])
    }
    found: dict[tuple[str, str], Row] = {}
    for one in reading.participants or []:
        key = (matcher.partner(one.organization, on), one.role)
        found[key] = rows.get(key, {"organization": key[0], "role": key[1]})
    sayable = {str(role) for role in codes.ROLES.values()}
    beyond = [
        row for key, row in rows.items() if key[1] not in sayable and key not in found
    ]
    return [*found.values(), *beyond]


def _summary(description: str) -> str:
    """The beginning of a description, to its last whole sentence or word."""
    text = " ".join(description.split())
    if len(text) <= SUMMARY:
        return text
    cut = text[:SUMMARY]
    sentence = cut.rfind(". ")
    if sentence > SUMMARY // 3:
        return cut[: sentence + 1]
    return cut.rpartition(" ")[0] + " …"


def _once(rows: list[Row], name: str) -> list[Row]:
    return list({row[name]: row for row in rows}.values())
