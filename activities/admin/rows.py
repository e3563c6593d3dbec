"""The rows of a record's parts, held to the rules that speak of their owner.

Django leaves these out in an inline, because a new owner is not saved yet.
"""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, UniqueConstraint
from django.forms import BaseInlineFormSet

from activities.admin.choosing import LoadedChoices
from activities.admin.rights import InReach


class PartForm(InReach, LoadedChoices):
    def validate_unique(self):
        """Checks the rules of one row as well: no event follows up itself."""
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
    """Rows of one record, no two of which may be the same by the model's own rules."""

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
