"""What a person at the staff desk does: opens a form, fills it in, sends it."""

from django.contrib.admin.utils import quote
from django.urls import reverse

from activities.choices import SourceKind
from activities.models import Place, Source, Theme
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    RecordPlaceFactory,
    ThemeLinkFactory,
)

ROW_SETS = ["themelink_set", "recordplace_set", "participation_set", "figure_set"]


def url(model_or_record, page):
    """The address of a model's `changelist` or `add`, or a record's `change`…"""
    meta = model_or_record._meta
    key = getattr(model_or_record, "pk", None) if page in ("change", "delete") else None
    name = f"admin:{meta.app_label}_{meta.model_name}_{page}"
    return reverse(name, args=[quote(key)] if key else [])


def contents(page):
    """What a browser would send if the form of the page were sent as it is."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: value
        for form in forms
        for bound in form
        if (value := bound.value()) is not None and value is not False
    }


def opened(client, model_or_record, page="change"):
    """Open the form of a record (or with `add`, of a model), ready to be sent."""
    return contents(client.get(url(model_or_record, page)))


def with_rows(form, prefix, *rows):
    """The form with rows filled in where it has none yet."""
    filled = {**form, f"{prefix}-TOTAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        filled |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return filled


def send(client, model_or_record, form, page="change", **more):
    return client.post(url(model_or_record, page), {**form, **more}, follow=True)


def choose(client, model, action, records, **more):
    """Mark records in the list and run an action on them."""
    chosen = [record.pk for record in records]
    form = {"action": action, "_selected_action": chosen, **more}
    return client.post(url(model, "changelist"), form, follow=True)


def told(response):
    """All messages on the page, as one text."""
    return "\n".join(str(message) for message in response.context["messages"])


def refusals(response):
    """What the form says against itself as a whole."""
    return response.context["adminform"].form.non_field_errors()


def make_source(code="made-source"):
    return Source.objects.create(
        code=code, title="A made source", kind=SourceKind.CONTRIBUTION
    )


def make_full_event(rows=1):
    """An event with the given number of rows of each part."""
    event = EventFactory()
    source = make_source(f"source-of-{event.slug}")
    themes, places = Theme.objects.all()[:rows], Place.objects.all()[:rows]
    for theme, place in zip(themes, places, strict=True):
        ThemeLinkFactory(event=event, theme=theme)
        RecordPlaceFactory(event=event, place=place)
        ParticipationFactory(event=event, organization=OrganizationFactory())
        event.citation_set.create(source=source, section="B.2")
        event.followup_set.create(follows=EventFactory())
        event.figure_set.create(label="Persons", value=50, unit="persons")
    return event
