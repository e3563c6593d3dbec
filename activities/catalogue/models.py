"""The catalogue's tables: the only ones that public addresses read."""

from typing import Any

import orjson
from django.db import models

from activities.catalogue.kinds import EntryKind


class OrderedJSONField(models.TextField):  # type: ignore[type-arg]  # untyped at run time
    """JSON kept as text: PostgreSQL's jsonb would forget the order of the names, and
    a document made anew would not have the same bytes."""

    def from_db_value(self, value: str | None, *unused: object) -> Any:
        return None if value is None else orjson.loads(value)

    def to_python(self, value: Any) -> Any:
        return orjson.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else orjson.dumps(value).decode()


class Sequence(models.Model):
    """The one counter. Its single row is locked from taking a number to the commit.

    `epoch` changes when the catalogue is rebuilt: who followed the old one starts anew.
    """

    epoch = models.CharField(max_length=32)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="sequence_is_one_row", condition=models.Q(pk=1))
        ]


class Entry(models.Model):
    """One published record: its ready document, and what it was made from."""

    kind = models.CharField(max_length=20, choices=EntryKind)
    key = models.SlugField(max_length=120, db_index=False)
    sequence = models.PositiveBigIntegerField(unique=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    # How other documents mention this one; a change of it rewrites them.
    reference = OrderedJSONField()
    # Public JSON, byte for byte as the API gives it: the row of a list, the whole.
    summary = models.TextField()
    document = models.TextField()
    # JSON: the element of an IATI file that the record came from, and which groups of
    # it are as they came. Empty for what was entered here.
    original = models.TextField(blank=True, default="", db_default="")
    # The record when it was published. Never shown: it may name what is not public.
    snapshot = OrderedJSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="entry_key_once")
        ]
        indexes = [models.Index(fields=["kind", "-sequence"])]


class Mention(models.Model):
    """That the snapshot of an entry names another record, public or not."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="mentions")
    relation = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=EntryKind)
    key = models.SlugField(max_length=120, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "relation", "entry"], name="mention_once"
            )
        ]


class Operation(models.TextChoices):
    """What happened to an entry."""

    PUBLISHED = "published"
    UPDATED = "updated"
    RELABELLED = "relabelled"  # something it mentions changed its name or left
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"
    REPLACED = "replaced"  # withdrawn in favour of another of its kind


GONE = (Operation.WITHDRAWN, Operation.DELETED, Operation.REPLACED)


class Change(models.Model):
    """The log of the catalogue: one row per sequence number; tombstones stay here."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, choices=EntryKind)
    key = models.SlugField(max_length=120, db_index=False)
    operation = models.CharField(max_length=12, choices=Operation)
    # The key of the entry, of the same kind, that took the place of this one.
    replaced_by = models.SlugField(
        max_length=120, blank=True, db_default="", default="", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "-sequence"]),
            models.Index(fields=["kind", "-sequence"]),
        ]
