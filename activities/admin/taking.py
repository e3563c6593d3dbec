"""Takes records through a step of `publishing`, and tells what came of each."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import CharField, TextInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import publishing
from activities.admin.steps import Step
from partners.records import Record, StaleRecord

# What is told in words of the record; a refusal of its own names the record itself.
REFUSALS = (ValidationError, StaleRecord, ObjectDoesNotExist, LookupError)
NAMED_AT_MOST = 10  # records by name in one message; more are counted


def reason_field(**attributes: str) -> CharField:
    return CharField(
        widget=TextInput(attrs=attributes),
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept with the decision, for staff only."),
        max_length=500,
        required=False,
    )


class ReasonForm(ActionForm):
    """The list's choice of an action, with the reason for it."""

    reason = reason_field()


def take(step: Step, desk: Any, request: Any, records: Iterable[Record]) -> None:
    """Take each record through the step, on its own, and tell what came of it."""
    reason = request.POST.get("reason", "").strip()
    done, refused = [], []
    for record in records:
        try:
            step.run(record, by=request.user, reason=reason)
        except publishing.NotAllowed as error:
            refused.append(str(error))
        except REFUSALS as error:
            why = _why_not(record, error)
            refused.append(f"{step.label}: {record}: {why}")
        else:
            done.append(record)
    _tell(desk, request, messages.ERROR, refused)
    if done:
        names = _shortened([f"“{record}”" for record in done])
        desk.message_user(request, step.done % {"names": names}, messages.SUCCESS)
    if step.name == "publish":
        _tell(desk, request, messages.WARNING, [*_gaps(done), *_withheld(done)])


def _why_not(record: Record, error: Exception) -> str:
    if isinstance(error, StaleRecord):
        return _("someone else has saved it since; look at it again.")
    if isinstance(error, ObjectDoesNotExist):
        return _("someone else has deleted it.")
    if isinstance(error, LookupError):
        return _("it named something that is not there any more.")
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    labels = {one.name: one.verbose_name for one in record._meta.fields}
    return " ".join(
        f"{labels[name]}: {' '.join(texts)}" if name in labels else " ".join(texts)
        for name, texts in error.message_dict.items()
    )


def _withheld(published: Iterable[Record]) -> list[str]:
    """Who reads a published record should know that it does not show all it names."""
    told = _("“%(record)s” names what is not public, and so not shown: %(names)s.")
    named = ((record, publishing.withheld(record)) for record in published)
    return [
        told % {"record": record, "names": _shortened(names)}
        for record, names in named
        if names
    ]


def _gaps(published: Iterable[Record]) -> list[str]:
    """Who publishes a record should know what a reader will miss in it."""
    told = _("“%(record)s” is public without: %(names)s.")
    missing = ((record, publishing.gaps(record)) for record in published)
    return [
        told % {"record": record, "names": ", ".join(names)}
        for record, names in missing
        if names
    ]


def _tell(desk: Any, request: Any, level: int, texts: list[str]) -> None:
    for text in texts[:NAMED_AT_MOST]:
        desk.message_user(request, text, level)
    if len(texts) > NAMED_AT_MOST:
        more = len(texts) - NAMED_AT_MOST
        desk.message_user(request, _("… and %d more.") % more, level)


def _shortened(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED_AT_MOST])
    more = len(names) - NAMED_AT_MOST
    if more <= 0:
        return shown
    return _("%(names)s and %(more)d more") % {"names": shown, "more": more}


def action(step: Step) -> Callable[..., None]:
    """The step as an action on the records chosen in a list."""

    @admin.action(permissions=[step.name], description=step.label)
    def on_chosen(desk: Any, request: Any, queryset: Any) -> None:
        take(step, desk, request, list(queryset))

    on_chosen.__name__ = f"{step.name}_chosen"
    return on_chosen
