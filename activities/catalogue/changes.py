"""The log of the catalogue, for whoever keeps a copy of it.

Every change of every entry in order, with the documents of the entries as they are now.
Nothing stands here that was never public.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from activities.catalogue.kinds import EntryKind, api_url, page_url
from activities.catalogue.models import Change, Entry


@dataclass(frozen=True)
class Page:
    """Some changes, as ready JSON, and the number of the last that was looked at.

    `reached` is where to go on; `more` says whether there is anything to go on to.
    """

    rows: tuple[bytes, ...]
    reached: int
    more: bool


def since(
    sequence: int, upto: int, kinds: Sequence[str], size: int, whole: bool
) -> Page:
    """The first changes after a number, and not after `upto`, of some kinds or all."""
    changes = Change.objects.filter(sequence__gt=sequence, sequence__lte=upto)
    if kinds:
        changes = changes.filter(kind__in=kinds)
    found = list(changes.order_by("sequence")[: size + 1])
    shown, more = found[:size], len(found) > size
    documents = _documents(shown) if whole else None
    rows = tuple(_row(change, documents) for change in shown)
    return Page(rows, shown[-1].sequence if more else upto, more)


def last_change_at() -> datetime:
    """The moment of the catalogue's last change, in UTC; of an empty one, 1970."""
    last = Change.objects.order_by("-sequence").values_list("at", flat=True).first()
    return (last or datetime.fromtimestamp(0, UTC)).astimezone(UTC)


def _documents(changes: list[Change]) -> dict[int, bytes]:
    """The documents of the entries whose last change is among these, by its number."""
    by_kind: dict[str, set[str]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, set()).add(change.key)
    return {
        sequence: document.encode()
        for kind, keys in by_kind.items()
        for some in _some(sorted(keys))
        for sequence, document in Entry.objects.filter(
            kind=kind, key__in=some
        ).values_list("sequence", "document")
    }


def _some(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), 500):
        yield keys[start : start + 500]


def _row(change: Change, documents: dict[int, bytes] | None) -> bytes:
    """A change; with the document, where it is the last change of its entry."""
    told = orjson.dumps(
        {
            "sequence": change.sequence,
            "at": change.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "operation": change.operation,
            "record": change.kind,
            "slug": change.key,
            "url": page_url(change.kind, change.key),
            "api_url": api_url(change.kind, change.key),
            "replaced_by": _replacement(change),
        }
    )
    if documents is None:
        return told
    return told[:-1] + b',"document":%s}' % documents.get(change.sequence, b"null")


def _replacement(change: Change) -> dict[str, str] | None:
    if not change.replaced_by:
        return None
    kind, key = EntryKind(change.kind), change.replaced_by
    return {"slug": key, "url": page_url(kind, key), "api_url": api_url(kind, key)}
