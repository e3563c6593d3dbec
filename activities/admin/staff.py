"""Who works here: accounts with their role and office, and the offices."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from activities import roles
from activities.admin.choosing import Choosing
from activities.admin.desk import DeskAdmin
from activities.admin.rights import Guarded
from activities.models import Office, StaffMember

User = get_user_model()

admin.site.unregister(User)
admin.site.unregister(Group)  # roles are made by a migration, and given to accounts


class AccountForm(UserChangeForm):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            ("", _("None: sees what it is given to see")),
            *roles.StaffRole.choices,
        ],
        required=False,
        help_text=_("What each may do is told in docs/roles.md."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = set(self.instance.groups.values_list("name", flat=True))
        held = [one for one in roles.StaffRole.values if one in names]
        self.initial["role"] = held[-1] if held else ""


class StaffMemberInline(Choosing, admin.StackedInline):
    model = StaffMember
    verbose_name_plural = _("Office")
    fields = ["office"]

    def has_view_permission(self, request, obj=None):
        return roles.may(request.user, roles.Action.STAFF)

    has_add_permission = has_change_permission = has_delete_permission = (
        has_view_permission
    )


@admin.register(User)
class AccountAdmin(Guarded, UserAdmin):
    """Only who is above the roles makes others so, or changes their accounts."""

    form = AccountForm
    right = right_to_see = roles.Action.STAFF
    inlines = [StaffMemberInline]
    list_display = ["username", "email", "first_name", "last_name", "role", "office"]
    list_filter = ["groups", "staff_member__office", "is_active", "is_superuser"]
    list_select_related = ["staff_member__office"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What it may do"), {"fields": ["is_active", "is_staff", "role"]}),
        (
            _("Beside the roles"),
            {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    @admin.display(description=_("role"))
    def role(self, user):
        role = roles.role_of(user)
        return role.label if role else ""

    @admin.display(description=_("office"), ordering="staff_member__office__name")
    def office(self, user):
        member = getattr(user, "staff_member", None)
        return member.office if member else ""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and self._is_within(request, obj)

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and self._is_within(request, obj)

    @staticmethod
    def _is_within(request, obj):
        return obj is None or not obj.is_superuser or request.user.is_superuser

    def get_readonly_fields(self, request, obj=None):
        fixed = [
            *super().get_readonly_fields(request, obj),
            "last_login",
            "date_joined",
        ]
        if request.user.is_superuser:
            return fixed
        return [*fixed, "is_superuser", "user_permissions"]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "role" in form.cleaned_data:
            _give(form.instance, form.cleaned_data["role"])


@admin.register(Office)
class OfficeAdmin(DeskAdmin):
    list_display = ["name", "code", "works_in"]
    search_fields = ["name", "code"]
    prepopulated_fields = {"code": ["name"]}
    autocomplete_fields = ["places"]
    fields = ["name", "code", "places"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("places")

    @admin.display(description=_("works in"))
    def works_in(self, office):
        return ", ".join(str(one) for one in office.places.all())

    def remove(self, request, obj):
        obj.delete()


def _give(user, role):
    """Put an account into the group of its role, and out of those of others."""
    user.groups.remove(*Group.objects.filter(name__in=roles.StaffRole.values))
    if role:
        user.groups.add(Group.objects.get(name=role))
