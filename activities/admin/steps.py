"""The steps of `publishing`, each with its words: for actions and for buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities import discarding, publishing, roles
from partners.records import State


@dataclass(frozen=True)
class Step:
    """One step. `name` is that of its action in `roles`."""

    name: str
    run: Callable[..., None]
    label: Any
    button: Any
    done: Any

    @property
    def field(self) -> str:
        """The name of its button."""
        return f"_{self.name}"


STEPS = (
    Step(
        "submit",
        publishing.submit,
        _("Submit for review"),
        _("Save and submit for review"),
        _("Submitted for review: %(names)s."),
    ),
    Step(
        "return",
        publishing.send_back,
        _("Return to author"),
        _("Save and return to author"),
        _("Returned to the author: %(names)s."),
    ),
    Step(
        "approve",
        publishing.approve,
        _("Approve"),
        _("Save and approve"),
        _("Approved: %(names)s."),
    ),
    Step(
        "publish",
        publishing.publish,
        _("Publish"),
        _("Save and publish"),
        _("Published: %(names)s."),
    ),
    Step(
        "withdraw",
        publishing.withdraw,
        _("Withdraw"),
        _("Save and withdraw"),
        _("Withdrawn from the public: %(names)s."),
    ),
    Step(
        "discard",
        discarding.discard,
        _("Discard changes"),
        _("Discard changes"),
        _("Again as the public reads it: %(names)s."),
    ),
)


def asked(posted: Any) -> Step | None:
    """The step whose button was pressed, if any."""
    return next((step for step in STEPS if step.field in posted), None)


def offered(user: Any, record: Any) -> list[Step]:
    """The steps that somebody may take with a record now."""
    found = [step for step in STEPS if roles.may(user, step.name, record)]
    return [step for step in found if step.name != "discard" or _differs(record)]


def following(user: Any, record: Any) -> str:
    """The step that brings the record nearer to the public; empty if it is there."""
    if record.is_public and not record.has_unpublished_changes:
        return ""
    names = {step.name for step in offered(user, record)}
    return next((one for one in ("publish", "approve", "submit") if one in names), "")


def _differs(record: Any) -> bool:
    return record.has_unpublished_changes or record.state != State.PUBLISHED
