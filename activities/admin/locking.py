"""Forms that know which version the person has before them."""

import hashlib

from django import forms
from django.core import serializers
from django.utils.functional import cached_property

from activities.admin.desk import STALE, DeskForm
from activities.admin.taking import reason_field


class ReferenceForm(DeskForm):
    """The same for reference data, by a digest of what was there."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Now, before the form puts what was typed into the instance.
        self.there = "" if self.instance._state.adding else digest(self.instance)
        self.initial["seen"] = self.there

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") != self.there and not self.refusal:
            self.add_error(None, STALE)
        return cleaned

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name != "seen"]


def digest(instance):
    """A digest of a row and of what its many-to-many fields name."""
    told = serializers.serialize("json", [instance])
    return hashlib.sha256(told.encode()).hexdigest()


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
