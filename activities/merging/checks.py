"""Whether a merge can be undone exactly: what has changed since, in words."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from activities.catalogue.kinds import CONTENT
from activities.merging.journal import Row, told
from activities.models import Merge
from partners.models import Organization

ORGANIZATION = "partners.organization"


def changed_since(merge: Merge) -> list[str]:
    """All that stands in the way of undoing a merge; empty where nothing does."""
    if merge.undone_at:
        return [_("This merge has been taken back already.")]
    if later := _merged_later(merge):
        return later
    if not Organization.objects.filter(pk=merge.moved["stays"]).exists():
        return [_("“%s” was deleted since.") % merge.stays_name]
    found = [*_standing(merge), *_changed(merge.moved), *_made(merge.moved)]
    found += _lost(merge)
    return list(dict.fromkeys(found))


def _merged_later(merge: Merge) -> list[str]:
    """The one that stayed may have gone itself since: the last is undone first."""
    later = Merge.objects.filter(pk__gt=merge.pk, undone_at=None)
    said = _("“%(gone)s” was merged into “%(stays)s” since: take that back first.")
    return [
        said % {"gone": one.gone_name, "stays": one.stays_name}
        for one in later.filter(gone_slug=merge.stays_slug).order_by("-pk")
    ]


def _standing(merge: Merge) -> Iterator[str]:
    """The one that went is withdrawn or deleted still, and its address is free."""
    rows = Organization.objects.filter(slug=merge.gone_slug)
    there = rows.first()
    deleted = str(merge.moved["gone"]) in merge.moved["lost"].get(ORGANIZATION, {})
    if deleted and there:
        said = _("The address “%(slug)s” is that of “%(there)s” now.")
        yield said % {"slug": merge.gone_slug, "there": there}
    elif not deleted and not there:
        yield _("“%s” was deleted since.") % merge.gone_name
    elif merge.moved["withdrawn"] and there and there.state != "withdrawn":
        yield _("“%s” was taken a step since.") % merge.gone_name


def _changed(moved: Row) -> Iterator[str]:
    for label, rows in moved["changed"].items():
        model = apps.get_model(label)
        found = model._default_manager.in_bulk([int(pk) for pk in rows])
        for pk, changes in rows.items():
            row = found.get(int(pk))
            if row is None:
                yield _deleted(model, {name: both[0] for name, both in changes.items()})
                continue
            now = told(row)
            for name, (_before, after) in changes.items():
                if now.get(name) != after:
                    yield _is_other(row, name)
            yield from _missing(
                model, {name: before for name, (before, _after) in changes.items()}
            )


def _made(moved: Row) -> Iterator[str]:
    """What the merge added and staff have changed is not simply taken away."""
    for label, rows in moved["made"].items():
        model = apps.get_model(label)
        found = model._default_manager.in_bulk([int(pk) for pk in rows])
        for pk, row in found.items():
            before, now = rows[str(pk)], told(row)
            for name in now:
                if now[name] != before.get(name):
                    yield _is_other(row, name)


def _lost(merge: Merge) -> Iterator[str]:
    for label, rows in merge.moved["lost"].items():
        for row in rows.values():
            yield from _missing(apps.get_model(label), row, besides=merge)


def _missing(model: Any, row: Row, besides: Merge | None = None) -> Iterator[str]:
    """What a row names and is no more, so that the row cannot come back."""
    lost = besides.moved["lost"] if besides else {}
    for field in model._meta.concrete_fields:
        key = row.get(field.attname)
        if not isinstance(field, ForeignKey) or key is None:
            continue
        target = field.related_model
        if str(key) in lost.get(target._meta.label_lower, {}):
            continue
        if target is Organization and besides is None:
            continue  # the one that went, which comes back: see _standing
        if not target._default_manager.filter(pk=key).exists():
            yield _deleted(target, {"pk": key})


def _is_other(row: Model, name: str) -> str:
    field = row._meta.get_field(name.removesuffix("_id"))
    label = str(getattr(field, "verbose_name", name))
    said = _("“%(record)s”: someone has changed “%(field)s” since.")
    return said % {"record": _owner(row), "field": label}


def _owner(row: Any) -> Any:
    """The record that a row is a part of, as people know it."""
    for name in (*(kind.value for kind in CONTENT), "organization"):
        if getattr(row, f"{name}_id", None) and not isinstance(row, Organization):
            return getattr(row, name)
    return row


def _deleted(model: Any, row: Row) -> str:
    kind = str(model._meta.verbose_name)
    said = _("A record that the merge changed was deleted since: %(kind)s %(key)s.")
    return said % {"kind": kind, "key": row.get("pk", "")}
