"""What every page of the desk does: refuse in words, delete through publishing."""

from django import forms
from django.contrib import admin
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, URLField
from django.utils.translation import gettext_lazy as _

from activities import publishing
from activities.admin.choosing import Choosing
from activities.admin.rights import Guarded, InReach
from partners.records import NotAllowed, StaleRecord

STALE = _(
    "This record was saved by someone else since you opened it. Nothing of theirs was"
    " overwritten, and nothing of yours was saved: open the record anew in another"
    " window and enter your changes there."
)
CONTRADICTION = _(
    "This contradicts what is stored already, and nothing was saved. Look whether a"
    " record would come above itself (part of, follows up), or whether someone has"
    " just entered the same."
)


LONG = 200  # letters that a field may hold, from which on it is a wide one


class DeskForm(InReach, forms.ModelForm):
    """A form that can say why the database refused what the form had let pass."""

    refusal = None

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned

    def add_error(self, field, error):
        # A model may find fault with a field that is not, or only read, on this form.
        if field is None and hasattr(error, "error_dict"):
            for name, problems in error.error_dict.items():
                known = name if name in self.fields else None
                super().add_error(known, ValidationError(problems))
        else:
            super().add_error(field, error)


class OnlyRead:
    """What is shown, and changed by nobody at the desk, whatever they may."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class WideFields:
    """Gives long texts the whole width: a title is to be read while it is typed."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.max_length and db_field.max_length >= LONG:
            field.widget.attrs["class"] = "vLargeTextField"
        return field


class DeskAdmin(Guarded, WideFields, Choosing, admin.ModelAdmin):
    form = DeskForm
    # As Django 6 will have it by itself.
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "desk_refusal", None)
        form.user = request.user
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form again, filled in, where the database refuses to save it."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with publishing.one_after_the_other():
                return super().changeform_view(
                    request, object_id, form_url, extra_context
                )
        except StaleRecord:
            request.desk_refusal = STALE
        except IntegrityError:
            request.desk_refusal = CONTRADICTION
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        # Named by another record since Django looked: now it will see that.
        try:
            return super().delete_view(request, object_id, extra_context)
        except (ProtectedError, NotAllowed):
            return super().delete_view(request, object_id, extra_context)

    def lookup_allowed(self, lookup, value, request):
        # A pattern in an address is nobody's link, and a broken one stops the database.
        if lookup.endswith("regex"):
            return False
        return super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except (ValueError, OverflowError) as error:
            # Numbers that are none, in an address or a form that nobody made by hand.
            raise SuspiciousOperation(str(error)) from error
        except (ProtectedError, NotAllowed):
            return super().changelist_view(request, extra_context)

    def remove(self, request, obj):
        publishing.delete(obj, by=request.user)

    def delete_model(self, request, obj):
        self.remove(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for obj in queryset:
                self.remove(request, obj)
