"""Who may do what, to which record, in which state: the one place that says so.

A role is a group of accounts, made by a migration. Each may all that the one before it
may. docs/roles.md has the same table for people; a test walks all of its cells.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import reach
from partners.records import NotAllowed, Record, State


class StaffRole(TextChoices):
    """The roles, the least first. The value is the name of the group."""

    CONTRIBUTOR = "contributor", gettext_lazy("Contributor")
    REVIEWER = "reviewer", gettext_lazy("Reviewer")
    PUBLISHER = "publisher", gettext_lazy("Publisher")
    ADMINISTRATOR = "administrator", gettext_lazy("Administrator")


class Action(TextChoices):
    """What may be done: with a record first, then at large."""

    SEE = "see", gettext_lazy("See")
    EDIT = "edit", gettext_lazy("Edit")
    SUBMIT = "submit", gettext_lazy("Submit")
    RETURN = "return", gettext_lazy("Return")
    APPROVE = "approve", gettext_lazy("Approve")
    PUBLISH = "publish", gettext_lazy("Publish")
    WITHDRAW = "withdraw", gettext_lazy("Withdraw")
    DISCARD = "discard", gettext_lazy("Discard changes")
    DELETE = "delete", gettext_lazy("Delete")
    CREATE = "create", gettext_lazy("Create")
    CITE = "cite", gettext_lazy("Add a source")
    SOURCES = "sources", gettext_lazy("Change sources")
    IMPORT = "import", gettext_lazy("Import")
    MERGE = "merge", gettext_lazy("Merge partners")
    REFERENCE = "reference", gettext_lazy("Change reference data")
    STAFF = "staff", gettext_lazy("Manage staff")


C, R, P, A = StaffRole
DRAFT, SUBMITTED, RETURNED, APPROVED, PUBLISHED, WITHDRAWN = State

# The least role that may take an action on a record, by the record's state. What is
# not listed, nobody may.
ON_RECORDS: dict[Action, dict[State, StaffRole]] = {
    Action.SEE: dict.fromkeys(State, C),
    Action.EDIT: {
        DRAFT: C,
        SUBMITTED: R,
        RETURNED: C,
        APPROVED: P,
        PUBLISHED: C,
        WITHDRAWN: C,
    },
    Action.SUBMIT: {DRAFT: C, RETURNED: C, WITHDRAWN: C},
    Action.RETURN: {SUBMITTED: R, APPROVED: P},
    Action.APPROVE: {SUBMITTED: R},
    Action.PUBLISH: dict.fromkeys(State, P),
    Action.WITHDRAW: dict.fromkeys(set(State) - {WITHDRAWN}, P),
    Action.DISCARD: {DRAFT: C, SUBMITTED: R, RETURNED: C, APPROVED: P, PUBLISHED: P},
    Action.DELETE: {
        DRAFT: C,
        SUBMITTED: P,
        RETURNED: C,
        APPROVED: P,
        PUBLISHED: A,
        WITHDRAWN: A,
    },
}
AT_LARGE: dict[Action, StaffRole] = {
    Action.CREATE: C,
    Action.CITE: C,
    Action.SOURCES: P,
    Action.IMPORT: P,
    Action.MERGE: P,
    Action.REFERENCE: A,
    Action.STAFF: A,
}
# Steps that take something from the public, which it has to be in.
OF_PUBLIC = (Action.WITHDRAW, Action.DISCARD)
OFFICES_OWN = (C, R)  # whose work ends with the reach of their office

_RANKS = {role: rank for rank, role in enumerate(StaffRole)}


class Refused(NotAllowed):
    """The role of this person does not allow it."""


def role_of(user: Any) -> StaffRole | None:
    """The highest role of an account; None where it has none, or is closed."""
    if not user.is_active:
        return None
    if user.is_superuser:
        return A
    if "_role" not in user.__dict__:
        names = {group.name for group in user.groups.all()}
        found = [role for role in StaffRole if role in names]
        user.__dict__["_role"] = found[-1] if found else None
    role: StaffRole | None = user.__dict__["_role"]
    return role


def may(user: Any, action: str, record: Any = None) -> bool:
    """Whether an account may do this: to a record, or without one, to any at all.

    Of CREATE `record` is the model to be created.
    """
    role, action = role_of(user), Action(action)
    if role is None:
        return action == Action.SEE and _is_shown(user, record)
    if action in AT_LARGE:
        return _reaches(role, AT_LARGE[action]) and _may_create(user, action, record)
    if not isinstance(record, Record):
        return any(_reaches(role, least) for least in ON_RECORDS[action].values())
    least = _least(action, record)
    return least is not None and _reaches(role, least) and is_within(user, record)


def require(by: Any, action: str, record: Any = None) -> None:
    """Raises Refused, saying who may, where `by` may not. None is the maintainer."""
    if by is None or may(by, action, record):
        return
    told = {"record": record or Action(action).label, "roles": _who_may(action, record)}
    if isinstance(record, Record) and role_of(by) and not is_within(by, record):
        message = _(
            "“%(record)s” is not of your office or its places. Who may: %(roles)s."
        )
        told["roles"] = f"{P.label}, {A.label}"
    else:
        message = _("Your role does not allow this: “%(record)s”. Who may: %(roles)s.")
    raise Refused(message % told)


def seen_by(user: Any, records: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the records that an account may see."""
    role = role_of(user)
    if role is None:
        return records if _is_shown(user, records.model) else records.none()
    return records.filter(within(user, records.model))


def within(user: Any, model: type[Model]) -> Q:
    """The condition that a record is one that this account works on."""
    return reach.of(user).query(model) if role_of(user) in OFFICES_OWN else Q()


def is_within(user: Any, record: Any) -> bool:
    """The same of one record, asked once for each time that it is read."""
    if role_of(user) not in OFFICES_OWN or record._state.adding:
        return True
    known: dict[int, bool] = record.__dict__.setdefault("_within", {})
    if user.pk not in known:
        known[user.pk] = reach.of(user).covers(record)
    return known[user.pk]


def claim(record: Any, by: Any) -> None:
    """Make a new record its author's, and of the office of who works for one."""
    record.author = by
    if role_of(by) in OFFICES_OWN and hasattr(record, "office_id"):
        record.office_id = reach.of(by).office


def _least(action: Action, record: Record) -> StaffRole | None:
    if action in OF_PUBLIC and not record.is_public:
        return None
    if action == Action.DELETE and record.first_published_at is not None:
        return A  # others may have it by its address
    return ON_RECORDS[action].get(State(record.state))


def _reaches(role: StaffRole, least: StaffRole) -> bool:
    return _RANKS[role] >= _RANKS[least]


def _may_create(user: Any, action: Action, model: Any) -> bool:
    """Who works for an office needs one: the new record is the office's."""
    if action != Action.CREATE or role_of(user) not in OFFICES_OWN:
        return True
    needs_office = model is not None and hasattr(model, "office")
    return not needs_office or reach.of(user).office is not None


def _is_shown(user: Any, record: Any) -> bool:
    """Without a role one may see what one was given to see, and do nothing."""
    if record is None:
        return False
    meta = record._meta
    return bool(user.has_perm(f"{meta.app_label}.view_{meta.model_name}"))


def _who_may(action: str, record: Any) -> str:
    action = Action(action)
    if isinstance(record, Record):
        least = _least(action, record)
    else:
        least = AT_LARGE.get(action)
    can = [role for role in StaffRole if least and _reaches(role, least)]
    return ", ".join(str(role.label) for role in can) or _("nobody, as it stands now")
