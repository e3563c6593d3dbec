"""The form of a record: it knows which version the person has before them."""

from django import forms
from django.utils.functional import cached_property

from activities.admin.desk import STALE, DeskForm
from activities.admin.taking import reason_field


class RecordForm(DeskForm):
    """Carries the version that the person has before them: no other is overwritten."""

    # Text, because a forged one is to be refused like an old one.
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = reason_field(**{"class": "vLargeTextField"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["seen_version"] = str(self.instance.version)

    def clean(self):
        cleaned = super().clean()
        adding = self.instance._state.adding
        stale = cleaned.get("seen_version") != str(self.instance.version)
        if stale and not adding and not self.refusal:
            self.add_error(None, STALE)
        return cleaned

    @cached_property
    def changed_data(self):
        """Names of the changed fields of the record, which these two are not."""
        apart = ("seen_version", "reason")
        return [name for name in super().changed_data if name not in apart]
