"""The parts of a record, entered in its form: an inline for each."""

from decimal import Decimal

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import CharField
from django.forms import TextInput

from activities.admin.choosing import Choosing
from activities.admin.desk import WideFields
from activities.admin.rows import PartForm, PartFormSet
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


class PartOptions(Choosing):
    """Rows that belong to the record of the form.

    They know their owner by a key that bears its name: `event` for an event, also
    where the part names a second event.
    """

    form = PartForm
    formset = PartFormSet
    max_num = 400  # more rows of a kind no record has

    def __init__(self, parent_model, admin_site):
        super().__init__(parent_model, admin_site)
        self.fk_name = parent_model._meta.model_name

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def get_formset(self, request, obj=None, **kwargs):
        # A forged number of rows makes no more forms than an honest one.
        kwargs["absolute_max"] = self.max_num
        return super().get_formset(request, obj, **kwargs)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        chosen = self.autocomplete_fields
        return rows.select_related(*chosen) if chosen else rows


class PartInline(PartOptions, admin.TabularInline):
    letters = 40  # the width of each text in a row, that the row fits on the screen
    formfield_overrides = {CharField: {"widget": TextInput}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and type(field.widget) is TextInput:
            field.widget.attrs["size"] = self.letters
        return field


class ThemeLinkInline(PartInline):
    model = ThemeLink
    autocomplete_fields = ["theme"]


class PlaceInline(PartInline):
    model = RecordPlace
    letters = 12
    autocomplete_fields = ["place"]


class ParticipationInline(PartInline):
    model = Participation
    letters = 30
    autocomplete_fields = ["organization"]


class FigureForm(PartForm):
    """Shows a figure as it was entered: 50, not 50.0000."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            shown = f"{self.instance.value.normalize():f}"
            self.initial["value"] = Decimal(shown)


class FigureInline(PartInline):
    model = Figure
    form = FigureForm
    letters = 12


class CitationInline(WideFields, PartOptions, admin.StackedInline):
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
    letters = 20


class OrganizationIdentifierInline(PartInline):
    model = OrganizationIdentifier
    letters = 20


class ThemeCorrespondenceInline(PartInline):
    model = ThemeCorrespondence
    autocomplete_fields = ["corresponds_to"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("theme")
