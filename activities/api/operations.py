"""The operations of the API, described by the declarations that answer them."""

from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from activities.api import serializers
from activities.api.views import ListView, RecordView
from activities.catalogue import controls, fields
from activities.catalogue.filters import FILTERS, AnySlug
from activities.catalogue.kinds import EntryKind
from activities.catalogue.vocabulary import Vocabulary
from partners.dates import FIRST_YEAR, LAST_YEAR

Schema = dict[str, Any]
NO_VOCABULARY = Vocabulary("", 0, 0, {str(kind): {} for kind in EntryKind})
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def operation_views(kind: EntryKind | None) -> tuple[type[ListView], type[RecordView]]:
    """The list and the record view of a kind, described."""
    word = kind.plural if kind else "search"
    lists: type[ListView] = type(f"{word.title()}List", (ListView,), {"kind": kind})
    refused = _problem("The query cannot be answered as asked.")
    lists = extend_schema_view(
        get=extend_schema(
            operation_id=f"{word}_list",
            summary=f"{kind.heading if kind else 'Search'}: a list",
            parameters=list_parameters(kind),
            responses={
                200: serializers.list_of(kind),
                400: refused,
                404: _problem("There is no such page."),
            },
        )
    )(lists)
    records: type[RecordView] = type(
        f"{word.title()}Record", (RecordView,), {"kind": kind}
    )
    if kind is None:
        return lists, records
    records = extend_schema_view(
        get=extend_schema(
            operation_id=f"{word}_retrieve",
            summary=f"{kind.label}: one, whole",
            responses={
                200: serializers.RECORDS[kind],
                400: refused,
                404: _problem("There is no such record."),
                410: _problem("The record was public and has been withdrawn."),
            },
        )
    )(records)
    return lists, records


def list_parameters(kind: EntryKind | None) -> list[OpenApiParameter]:
    """Every filter and control of a list, from their declarations."""
    found = [
        _parameter(name, one.field, str(one.extra.get("help_text", "")))
        for name, one in FILTERS[kind].get_filters().items()
    ]
    form = controls.ControlsForm(kind, QueryDict(), None)
    return found + [
        _parameter(name, field, str(field.help_text))
        for name, field in form.fields.items()
    ]


def _problem(description: str) -> OpenApiResponse:
    return OpenApiResponse(serializers.Problem, description=description)


def _parameter(name: str, field: Any, text: str) -> OpenApiParameter:
    listed = isinstance(field, controls.NamesField)
    repeated = isinstance(field, fields.TermsField)
    return OpenApiParameter(
        name,
        type=_schema(field),
        description=text,
        explode=False if listed else (True if repeated else None),
        style="form" if listed or repeated else None,
    )


def _schema(field: Any) -> Schema:
    if isinstance(field, fields.YearsField):
        return _array({"type": "string", "pattern": r"^-?\d{4}$"})
    if isinstance(field, fields.TermsField):
        return _array(_term(field))
    if isinstance(field, controls.NamesField):
        return _array({"type": "string", "enum": list(field.allowed)})
    if isinstance(field, fields.ChoiceField):
        return {"type": "string", "enum": list(field.choices)}
    if isinstance(field, fields.WholeNumberField):
        return {"type": "integer", "minimum": field.least, "maximum": field.most}
    if isinstance(field, fields.DayField):
        years = f"{FIRST_YEAR} to {LAST_YEAR}"
        return {"type": "string", "pattern": DAY, "description": years}
    if isinstance(field, fields.TextField):
        return {"type": "string", "maxLength": fields.LONGEST_TEXT}
    return {"type": "string"}


def _term(field: fields.TermsField) -> Schema:
    """A value or its negation; listed where the list is not the catalogue's own."""
    known = field.allowed(NO_VOCABULARY)
    if not known or isinstance(known, AnySlug):
        return {"type": "string"}
    return {"type": "string", "enum": [*known, *(f"-{value}" for value in known)]}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items, "maxItems": fields.MOST_VALUES}
