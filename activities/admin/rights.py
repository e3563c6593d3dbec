"""Asks `roles` wherever Django's admin would ask for a permission."""

from django.db.models import Q

from activities import roles


class Guarded:
    """For every ModelAdmin of ours: `right` is the action that changing takes.

    Without a role an account may look at what it was given to see, as Django has it.
    """

    right = roles.Action.REFERENCE
    right_to_add = None  # where it is another one
    right_to_see = roles.Action.SEE

    def has_view_permission(self, request, obj=None):
        if roles.role_of(request.user) is None:
            return _is_shown(request.user, self.opts)
        return roles.may(request.user, self.right_to_see)

    def has_change_permission(self, request, obj=None):
        return roles.may(request.user, self.right)

    def has_delete_permission(self, request, obj=None):
        return roles.may(request.user, self.right)

    def has_add_permission(self, request):
        return roles.may(request.user, self.right_to_add or self.right)

    def has_module_permission(self, request):
        return self.has_view_permission(request) or self.has_add_permission(request)


class GuardedRecords(Guarded):
    """Of records: what may be done depends on the record, and some are not seen."""

    def get_queryset(self, request):
        return roles.seen_by(request.user, super().get_queryset(request))

    def has_view_permission(self, request, obj=None):
        return roles.may(request.user, roles.Action.SEE, obj or self.model)

    def has_change_permission(self, request, obj=None):
        return roles.may(request.user, roles.Action.EDIT, obj)

    def has_delete_permission(self, request, obj=None):
        return roles.may(request.user, roles.Action.DELETE, obj)

    def has_add_permission(self, request):
        return roles.may(request.user, roles.Action.CREATE, self.model)


def steps_permissions(cls):
    """Gives a ModelAdmin `has_<step>_permission` for each step that is an action."""
    for action in roles.ON_RECORDS:
        if not hasattr(cls, f"has_{action}_permission"):
            setattr(cls, f"has_{action}_permission", _asks(action))
    return cls


def _asks(action):
    return lambda desk, request: roles.may(request.user, action)


class GuardedParts:
    """Of the parts of a record: who may change the record may change them."""

    def _owner(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request, obj=None):
        if roles.role_of(request.user) is None:
            return _is_shown(request.user, self.opts)
        return self._owner().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._owner().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._owner().has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        if obj is None:
            return self._owner().has_add_permission(request)
        return self._owner().has_change_permission(request, obj)


class InReach:
    """A form whose choices of records are those that its user sees.

    What the record names already stays among them. `user` is given by the desk.
    """

    user = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            choices = getattr(field, "queryset", None)
            if choices is not None and self.user is not None:
                kept = getattr(self.instance, f"{name}_id", None)
                field.queryset = _in_reach(self.user, choices, kept)


def _in_reach(user, choices, kept):
    condition = roles.within(user, choices.model)
    if not condition:
        return choices
    return choices.filter(condition | Q(pk=kept))


def _is_shown(user, opts):
    return user.has_perm(f"{opts.app_label}.view_{opts.model_name}")
