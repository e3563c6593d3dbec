"""The parts of a record, entered in its form: an inline for each."""

from decimal import Decimal

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import CharField, TextField
from django.forms import Textarea, TextInput
from django.utils.translation import gettext_lazy as _

from activities.admin.choosing import Choosing
from activities.admin.desk import OnlyRead, WideFields
from activities.admin.rights import GuardedParts
from activities.admin.rows import PartForm, PartFormSet
from activities.models import (
    ActivityIdentifier,
    Budget,
    Citation,
    Classification,
    Figure,
    FollowUp,
    Location,
    Original,
    Participation,
    PublicationIdentifier,
    RecordPlace,
    ThemeCorrespondence,
    ThemeLink,
    TransactionSum,
)
from partners.models import OrganizationIdentifier, OrganizationName

FOLDED = ["collapse"]  # mostly brought by imports, and long


class PartOptions(GuardedParts, Choosing):
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
        kwargs["absolute_max"] = max(self.max_num, 1)
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset

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
    letters = 60  # why a theme is suggested is to be read
    autocomplete_fields = ["theme"]


class NumbersForm(PartForm):
    """Shows a number as it was entered: 50, not 50.0000."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, value in list(self.initial.items()):
            if isinstance(value, Decimal):
                self.initial[name] = Decimal(f"{value.normalize():f}")


class PlaceInline(PartInline):
    model = RecordPlace
    form = NumbersForm
    letters = 12
    autocomplete_fields = ["place"]


class ParticipationInline(PartInline):
    model = Participation
    letters = 30
    autocomplete_fields = ["organization"]


class FigureInline(PartInline):
    model = Figure
    form = NumbersForm
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


class ClassificationInline(PartInline):
    classes = FOLDED
    model = Classification
    form = NumbersForm
    letters = 12
    fields = ["scheme", "vocabulary", "code", "name", "percentage", "vocabulary_uri"]


class BudgetInline(PartInline):
    classes = FOLDED
    model = Budget
    form = NumbersForm
    letters = 6


class TransactionSumInline(OnlyRead, PartInline):
    """Sums come from a publisher's transactions: no one enters them by hand."""

    classes = FOLDED
    model = TransactionSum
    fields = ["kind", "amount", "count", "first", "last"]
    readonly_fields = fields

    @admin.display(description=_("amount"))
    def amount(self, row):
        return f"{row.value:,.2f} {row.currency}"


class LocationInline(PartInline):
    classes = FOLDED
    model = Location
    form = NumbersForm
    letters = 20
    fields = ["name", "latitude", "longitude", "description"]
    formfield_overrides = {
        **PartInline.formfield_overrides,
        TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 30})},
    }


class ActivityIdentifierInline(PartInline):
    classes = FOLDED
    model = ActivityIdentifier


class OriginalInline(OnlyRead, PartOptions, admin.StackedInline):
    """What the publisher said, to be read; an export repeats what no one changed."""

    model = Original
    template = "admin/original.html"
    max_num = 0
    fields = ["read_at"]
    readonly_fields = fields


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
