"""Fields in which staff choose another record by typing a part of its name."""

from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.forms import ModelForm, ModelMultipleChoiceField


class _Forgiving:
    """Draws a forged choice as no choice: Django would ask the database for it."""

    def optgroups(self, name, value, attr=None):
        try:
            return super().optgroups(name, value, attr)
        except (ValueError, TypeError, OverflowError):
            return super().optgroups(name, [], attr)


class ChooseMany(_Forgiving, AutocompleteSelectMultiple):
    pass


class ChooseOne(_Forgiving, AutocompleteSelect):
    """Asks the database for its choice only if the form has not loaded it already.

    Django's own widget asks once for every row of every inline.
    """

    loaded = None

    def optgroups(self, name, value, attr=None):
        if self.loaded is None or value != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        options = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", False, 0))
        label = self.choices.field.label_from_instance(self.loaded)
        options.append(
            self.create_option(name, self.loaded.pk, label, True, len(options))
        )
        return [(None, options, 0)]


class ManyChosen(ModelMultipleChoiceField):
    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            # A forged key that is longer than the database can count.
            message = self.error_messages["invalid_list"]
            raise ValidationError(message, code="invalid_list") from None


class LoadedChoices(ModelForm):
    """A form that draws its choices from what its instance was read with."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, chosen in self.instance._state.fields_cache.items():
            if name in self.fields:
                wrapper = self.fields[name].widget
                getattr(wrapper, "widget", wrapper).loaded = chosen


class Choosing:
    """For every ModelAdmin and inline: chooses by the widgets above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseMany(db_field, self.admin_site))
            kwargs.setdefault("form_class", ManyChosen)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A bin beside a partner's name looks as if it emptied the row.
            field.widget.can_delete_related = False
        return field
