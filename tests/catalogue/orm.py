"""The same questions put to the records themselves, by plain means: the other way."""

from datetime import date

from activities.choices import Status
from activities.models import Activity, Event, Place, Publication
from partners.records import State

MODELS = {"activity": Activity, "event": Event, "publication": Publication}


def published(kind):
    return list(MODELS[kind].objects.filter(state=State.PUBLISHED))


def within(place: Place) -> set[str]:
    """The codes of a place and of all that it lies in."""
    codes = {place.code}
    above = [place.parent] if place.parent else []
    for outer in [*above, *place.groupings.all()]:
        codes |= within(outer)
    return codes


def matches(record, query: dict[str, list[str]], today: date) -> bool:
    """Whether a record meets every parameter of a query."""
    return all(
        MEETS[name](record, values, query, today) for name, values in query.items()
    )


def _any(values, own):
    """Any of the wanted values, none of those with a minus."""
    wanted = {value for value in values if not value.startswith("-")}
    unwanted = {value[1:] for value in values if value.startswith("-")}
    return (not wanted or bool(wanted & own)) and not unwanted & own


def _theme(record, values, query, today):
    return _any(values, {link.theme.code for link in record.themelink_set.all()})


def _place(record, values, query, today):
    own = [link.place for link in record.recordplace_set.all()]
    if query.get("place_exact") == ["1"]:
        return _any(values, {place.code for place in own})
    return _any(values, {code for place in own for code in within(place)})


def _partner(record, values, query, today):
    parts = list(record.participation_set.all())
    slugs = {part.organization.slug for part in parts}
    roles = {role for role in query.get("role", []) if not role.startswith("-")}
    wanted = {value for value in values if not value.startswith("-")}
    if wanted and roles:
        pairs = any(p.organization.slug in wanted and p.role in roles for p in parts)
        return pairs and _any([v for v in values if v.startswith("-")], slugs)
    return _any(values, slugs)


def _with(record, values, query, today):
    parts = record.participation_set.all()
    return _any(values, {part.organization.slug for part in parts})


def _role(record, values, query, today):
    return _any(values, {part.role for part in record.participation_set.all()})


def _year(record, values, query, today):
    years = set()
    if record.dates:
        first = record.earliest.year if record.earliest else 1900
        last = record.latest.year if record.latest else 2100
        years = {str(year) for year in range(first, last + 1)}
    return _any(values, years)


def _from(record, values, query, today):
    day = date(*map(int, values[0].split("-")))
    return bool(record.dates) and (record.latest is None or record.latest >= day)


def _to(record, values, query, today):
    day = date(*map(int, values[0].split("-")))
    return bool(record.dates) and (record.earliest is None or record.earliest <= day)


def status(record, today):
    if record.halted:
        return record.halted
    if not record.dates:
        return Status.UNDATED
    if record.earliest and record.earliest > today:
        return Status.FORTHCOMING
    if record.latest and record.latest < today:
        return Status.COMPLETED
    return Status.UNDER_WAY


def _status(record, values, query, today):
    return _any(values, {str(status(record, today))})


def _dialogue(record, values, query, today):
    own = {link.theme.dialogue.code for link in record.themelink_set.all()}
    if record.cross_cutting:
        own.add(record.cross_cutting.code)
    return _any(values, own)


MEETS = {
    "theme": _theme,
    "place": _place,
    "place_exact": lambda *given: True,
    "partner": _partner,
    "with": _with,
    "role": _role,
    "year": _year,
    "from": _from,
    "to": _to,
    "status": _status,
    "dialogue": _dialogue,
    "kind": lambda record, values, query, today: _any(values, {record.kind}),
    "cross_cutting": lambda record, values, query, today: (
        bool(record.cross_cutting) == (values == ["1"])
    ),
}
