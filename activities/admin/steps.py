"""The steps of `publishing`, each with its words: for actions and for buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities import publishing


@dataclass(frozen=True)
class Step:
    """One step. `name` is its key in publishing.STEPS."""

    name: str
    run: Callable[..., None]
    label: Any
    button: Any
    done: Any

    @property
    def field(self) -> str:
        """The name of its button."""
        return f"_{self.name}"

    def may_begin_in(self, state: str) -> bool:
        begins, _ends = publishing.STEPS[self.name]
        return state in begins


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
)


def asked(posted: Any) -> Step | None:
    """The step whose button was pressed, if any."""
    return next((step for step in STEPS if step.field in posted), None)
