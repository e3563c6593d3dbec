"""The operations of the API, described by the declarations that answer them."""

from typing import Any

from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)

from activities.api import serializers
from activities.api.forms import FormView, RecordFormView
from activities.api.parameters import parameter, parameters_of, refusals
from activities.api.views import ListView, RecordView
from activities.catalogue import controls
from activities.catalogue.filters import FILTERS
from activities.catalogue.kinds import EntryKind
from activities.exports.formats import Format

REFUSED = "The query cannot be answered as asked."
NO_PAGE = "There is no such page."
REFUSALS = refusals(_400=REFUSED)
KEY = OpenApiParameter(
    "key",
    location=OpenApiParameter.PATH,
    description="The last part of the entry's address: its slug or its code.",
)
NO_RECORD = refusals(
    _400=REFUSED,
    _404="There is no such record.",
    _410="The record was public and has been withdrawn.",
)


def list_view(kind: EntryKind | None) -> type[ListView]:
    """The list of a kind, described; the search over all records for None."""
    word = word_of(kind)
    view: type[ListView] = type(f"{word.title()}List", (ListView,), {"kind": kind})
    described = extend_schema(
        operation_id=f"{word}_list",
        summary=f"{kind.heading if kind else 'Search'}: a list",
        parameters=list_parameters(kind),
        responses={
            200: serializers.list_of(kind),
            **refusals(_400=REFUSED, _404=NO_PAGE),
        },
    )
    return extend_schema_view(get=described)(view)


def record_view(kind: EntryKind) -> type[RecordView]:
    """One entry of a kind, described."""
    word = kind.plural
    view: type[RecordView] = type(
        f"{word.title()}Record", (RecordView,), {"kind": kind}
    )
    described = extend_schema(
        operation_id=f"{word}_retrieve",
        summary=f"{kind.label}: one, whole",
        parameters=[KEY],
        responses={200: serializers.RECORDS[kind], **NO_RECORD},
    )
    return extend_schema_view(get=described)(view)


def form_view(kind: EntryKind | None, form: Format) -> type[FormView]:
    """A list in another form, described."""
    word = word_of(kind)
    view: type[FormView] = type(
        f"{word.title()}Form", (FormView,), {"kind": kind, "form": form}
    )
    refused = refusals(_400=REFUSED, _404=NO_PAGE) if form.paged else REFUSALS
    described = extend_schema(
        operation_id=f"{word}_as_{_word(form)}",
        summary=f"{kind.heading if kind else 'Search'} as {form.label}",
        parameters=form_parameters(kind, form),
        responses={(200, _media_type(form)): _shape(form), **refused},
    )
    return extend_schema_view(get=described)(view)


def record_form_view(kind: EntryKind, form: Format) -> type[RecordFormView]:
    """One entry in another form, described."""
    view: type[RecordFormView] = type(
        f"{kind.plural.title()}RecordForm",
        (RecordFormView,),
        {"kind": kind, "form": form},
    )
    described = extend_schema(
        operation_id=f"{kind.plural}_one_as_{_word(form)}",
        summary=f"{kind.label}: one, as {form.label}",
        parameters=[KEY],
        responses={(200, _media_type(form)): _shape(form), **NO_RECORD},
    )
    return extend_schema_view(get=described)(view)


def list_parameters(kind: EntryKind | None) -> list[OpenApiParameter]:
    """Every filter and control of a list, from their declarations."""
    return [*_filters(kind), *parameters_of(_controls(kind, controls.LIST))]


def form_parameters(kind: EntryKind | None, form: Format) -> list[OpenApiParameter]:
    """Every filter of a list, and the controls of one of its other forms."""
    names = form.controls_of(kind)
    return [*_filters(kind), *parameters_of(_controls(kind, names))]


def word_of(kind: EntryKind | None) -> str:
    """The word of a list in addresses and names of operations."""
    return kind.plural if kind else "search"


def _filters(kind: EntryKind | None) -> list[OpenApiParameter]:
    return [
        parameter(name, one.field, str(one.extra.get("help_text", "")))
        for name, one in FILTERS[kind].get_filters().items()
    ]


def _controls(kind: EntryKind | None, names: tuple[str, ...]) -> Any:
    return controls.ControlsForm(kind, QueryDict(), None, names)


def _word(form: Format) -> str:
    return form.ending.replace(".", "_")


def _shape(form: Format) -> Any:
    """JSON is described as what it is, whatever the words in it; text as text."""
    if form.ending == "jsonld":
        return OpenApiTypes.OBJECT
    if form.ending == "csl.json":
        return {"type": "array", "items": {"type": "object"}}
    if form.media_type.startswith("text/"):
        return OpenApiTypes.STR
    return OpenApiTypes.BINARY


def _media_type(form: Format) -> str:
    return form.media_type.partition(";")[0]
