"""The parts of a record, entered in its form: an inline for each."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, UniqueConstraint
from django.forms import BaseInlineFormSet

from activities.admin.choosing import Choosing, LoadedChoices
from activities.models import (
    Citation,
    Figure,
    FollowUp,
    Participation,
    PublicationIdentifier,
    RecordPlace,
    ThemeCorrespondence,
    ThemeLink,
)
from partners.models import OrganizationIdentifier, OrganizationName


class PartForm(LoadedChoices):
    def validate_unique(self):
        """Checks also what Django leaves out: the rules that speak of the owner."""
        super().validate_unique()
        if self.errors:
            return
        left_out = self._get_validation_exclusions()
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                try:
                    constraint.validate(self._meta.model, self.instance, left_out)
                except ValidationError as error:
                    self.add_error(None, error)


class PartFormSet(BaseInlineFormSet):
    """Rows of one record, no two of which may be the same by the model's own rules.

    Django compares the rows of a form with each other only for constraints without a
    condition; the parts' have one, for the kind of their owner.
    """

    def clean(self):
        super().clean()
        for constraint in self.model._meta.constraints:
            conditional = isinstance(constraint, UniqueConstraint) and bool(
                constraint.condition
            )
            if conditional and self.fk.name in constraint.fields:
                self._refuse_twins(constraint)

    def _refuse_twins(self, constraint):
        names = [name for name in constraint.fields if name != self.fk.name]
        seen = set()
        for form in self.forms:
            if not form.is_valid() or not form.cleaned_data:
                continue
            if self._should_delete_form(form):
                continue
            row = tuple(form.cleaned_data[name] for name in names)
            if row in seen:
                message = constraint.get_violation_error_message()
                form.add_error(None, ValidationError(message, code="twin"))
            seen.add(row)


class PartOptions(Choosing):
    """Rows that belong to the record of the form.

    They know their owner by a key that bears its name: `event` for an event, also
    where the part names a second event.
    """

    form = PartForm
    formset = PartFormSet

    def __init__(self, parent_model, admin_site):
        super().__init__(parent_model, admin_site)
        self.fk_name = parent_model._meta.model_name

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        chosen = self.autocomplete_fields
        return rows.select_related(*chosen) if chosen else rows


class PartInline(PartOptions, admin.TabularInline):
    pass


class ThemeLinkInline(PartInline):
    model = ThemeLink
    autocomplete_fields = ["theme"]


class PlaceInline(PartInline):
    model = RecordPlace
    autocomplete_fields = ["place"]


class ParticipationInline(PartInline):
    model = Participation
    autocomplete_fields = ["organization"]


class FigureInline(PartInline):
    model = Figure


class CitationInline(PartOptions, admin.StackedInline):
    model = Citation
    autocomplete_fields = ["source"]
    fields = [
        "source",
        ("section", "page"),
        "quote",
        "statement",
        "source_incomplete",
        "note",
    ]


class FollowUpInline(PartInline):
    model = FollowUp
    autocomplete_fields = ["follows"]


class PublicationIdentifierInline(PartInline):
    model = PublicationIdentifier


class OrganizationNameInline(PartInline):
    model = OrganizationName


class OrganizationIdentifierInline(PartInline):
    model = OrganizationIdentifier


class ThemeCorrespondenceInline(PartInline):
    model = ThemeCorrespondence
    autocomplete_fields = ["corresponds_to"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("theme")
