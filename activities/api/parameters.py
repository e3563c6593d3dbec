"""Parameters and refusals for the description, from the forms that read them."""

from typing import Any

from django import forms
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from activities.api import answer_serializers
from activities.catalogue import controls, fields
from activities.catalogue.filters import AnySlug
from activities.catalogue.kinds import EntryKind
from activities.catalogue.vocabulary import Vocabulary
from partners.dates import FIRST_YEAR, LAST_YEAR

Schema = dict[str, Any]
NO_VOCABULARY = Vocabulary("", 0, 0, {str(kind): {} for kind in EntryKind})
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"


TOO_LONG = OpenApiResponse(description="The address is too long to be read at all.")


def refusals(**told: str) -> dict[Any, OpenApiResponse]:
    """Refusals by their status, described: `refusals(_404="No such page.")`."""
    described: dict[Any, OpenApiResponse] = {
        (int(status.removeprefix("_")), "application/problem+json"): OpenApiResponse(
            answer_serializers.Problem, description=description
        )
        for status, description in told.items()
    }
    # The server answers it before any view, without a body.
    return described | {414: TOO_LONG}


def parameters_of(form: forms.Form) -> list[OpenApiParameter]:
    """The parameters that a form reads, described by its fields."""
    return [
        parameter(name, field, str(field.help_text))
        for name, field in form.fields.items()
    ]


def parameter(name: str, field: Any, text: str) -> OpenApiParameter:
    """A parameter, described by the field that reads it."""
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
