"""Every page of the desk: answers, asks the database little, keeps to the CSP."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities import publishing
from activities.models import (
    Activity,
    ActivityIdentifier,
    Budget,
    Citation,
    Classification,
    Decision,
    Dialogue,
    Event,
    Figure,
    FollowUp,
    GcmObjective,
    ImportItem,
    ImportMapping,
    Location,
    Original,
    Participation,
    Place,
    Publication,
    PublicationIdentifier,
    RecordPlace,
    RecoveryCode,
    Source,
    StaffMember,
    Theme,
    ThemeCorrespondence,
    ThemeLink,
    ThemeRule,
    TransactionSum,
    Tries,
)
from partners.models import (
    Organization,
    OrganizationIdentifier,
    OrganizationName,
)
from tests.admin.desk import make_full_event, url
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    PublicationFactory,
)

pytestmark = pytest.mark.django_db

CHOSEN_BY_TYPING = {
    Activity,
    Dialogue,
    Event,
    GcmObjective,
    Organization,
    Place,
    Source,
    Theme,
}
OWN = [*CHOSEN_BY_TYPING, Decision, ImportMapping, Publication, ThemeRule]
QUERIES = 30
INLINE_CODE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", re.I)


def data_scripts_removed(html):
    return re.sub(r'<script[^>]*type="application/json".*?</script>', "", html)


@pytest.fixture
def records(db):
    """Enough of every kind that a query for each row would show."""
    events = [make_full_event(rows=8) for _ in range(3)]
    for event in events:
        activity = ActivityFactory(parent=ActivityFactory())
        PublicationFactory(activity=activity, event=None)
        OrganizationFactory(parent=OrganizationFactory()).names.create(
            name="Old name", kind="former"
        )
        publishing.publish(event)
    Theme.objects.first().gcm_objectives.set(GcmObjective.objects.all())


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
class TestEveryPage:
    def test_the_list_answers(self, admin_client, records, model, get):
        get(admin_client, url(model, "changelist"))
        get(admin_client, url(model, "changelist") + "?q=made+old")

    def test_the_form_answers(self, admin_client, records, model, get):
        for record in {model.objects.first(), model.objects.last()}:
            get(admin_client, url(record, "change"))

    def test_the_form_answers_a_reader(self, reader_client, records, model, get):
        get(reader_client, url(model.objects.first(), "change"))

    def test_the_empty_form_answers(self, admin_client, model, get):
        status = 403 if model is Decision else 200
        get(admin_client, url(model, "add"), status)

    def test_the_question_before_deleting_answers(
        self, admin_client, records, model, get
    ):
        status = 403 if model is Decision else 200
        get(admin_client, url(model.objects.last(), "delete"), status)


@pytest.fixture
def get(django_assert_max_num_queries):
    """Gets a page, counts its queries, and looks for what the CSP would block."""

    def get(client, address, status=200):
        with django_assert_max_num_queries(QUERIES):
            answer = client.get(address)
        assert answer.status_code == status
        if status == 200:
            assert not INLINE_CODE.search(data_scripts_removed(answer.text))
        return answer

    return get


def test_a_form_asks_no_more_often_the_more_rows_it_has(admin_client):
    def asked(event):
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(url(event, "change"))
        return len(queries)

    short, long = make_full_event(rows=2), make_full_event(rows=9)
    asked(short)  # fills what a process remembers
    assert asked(short) == asked(long)


def test_every_model_is_on_the_desk_by_itself_or_within_another():
    within = {
        inline.model for one in admin.site._registry.values() for inline in one.inlines
    }
    ours = {
        *apps.get_app_config("activities").get_models(),
        *apps.get_app_config("partners").get_models(),
    }
    # The records of an import are on its own page; of signing in, nothing is shown.
    apart = {ImportItem, RecoveryCode, Tries}
    assert ours <= {*admin.site._registry, *within, *apart}
    assert within == {
        ActivityIdentifier,
        Budget,
        Citation,
        Classification,
        Figure,
        FollowUp,
        Location,
        OrganizationIdentifier,
        OrganizationName,
        Original,
        Participation,
        PublicationIdentifier,
        RecordPlace,
        StaffMember,
        ThemeCorrespondence,
        ThemeLink,
        TransactionSum,
    }


def desks():
    """Every ModelAdmin of ours, and every inline on it."""
    for model in OWN:
        desk = admin.site.get_model_admin(model)
        yield desk
        yield from (inline(model, admin.site) for inline in desk.inlines)


def test_every_record_is_chosen_by_typing():
    for desk in desks():
        fields = [*desk.model._meta.fields, *desk.model._meta.many_to_many]
        links = [
            field.name
            for field in fields
            if isinstance(field, models.ForeignKey | models.ManyToManyField)
            and field.editable
            and field.related_model in CHOSEN_BY_TYPING
            and field.name != getattr(desk, "fk_name", None)
        ]
        assert sorted(links) == sorted(desk.autocomplete_fields), desk


@pytest.mark.parametrize(
    ("model", "field", "term", "found"),
    [
        (RecordPlace, "place", "ango", "Angola (AO)"),
        (RecordPlace, "place", "AGO", "Angola (AO)"),
        (RecordPlace, "place", "024", "Angola (AO)"),
        (RecordPlace, "place", "Lettonie", "Latvia (LV)"),
        (RecordPlace, "place", "Letonia", "Latvia (LV)"),
        (Participation, "organization", "typed", "Typed Partner"),
        (Participation, "organization", "erstwhile", "Typed Partner"),
        (Participation, "organization", "nobody at all", None),
        (ThemeLink, "theme", "hld2006-topics-4", "hld2006-topics-4: "),
        (Event, "activity", "typed act", "Typed activity"),
        (Event, "cross_cutting", "hld2006-topics", ""),
        (Theme, "gcm_objectives", "remittances", "20. "),
        (FollowUp, "follows", "typed ev", "Typed event"),
        (Citation, "source", "zzz", None),
    ],
)
def test_typing_finds_what_is_meant(admin_client, model, field, term, found):
    partner = OrganizationFactory(name="Typed Partner")
    partner.names.create(name="Erstwhile Office", kind="former")
    ActivityFactory(title="Typed activity")
    EventFactory(title="Typed event")
    query = {"model_name": model._meta.model_name, "field_name": field, "term": term}
    answer = admin_client.get(
        reverse("admin:autocomplete"), {"app_label": "activities", **query}
    )
    texts = [one["text"] for one in answer.json()["results"]]
    if found is None:
        assert texts == []
    else:
        assert any(text.startswith(found) for text in texts)


def test_the_desk_bears_its_name_and_links_to_the_public_site(admin_client):
    page = admin_client.get(reverse("admin:index")).text
    assert "IOM activity tracker</title>" in page.replace("\n", "")
    assert '<a href="/">View site</a>' in page


def test_the_list_of_records_is_filtered(admin_client):
    event, quiet = make_full_event(), EventFactory(title="Quiet")
    publishing.publish(event)
    event.note = "Edited"
    event.save()
    theme = event.themelink_set.get().theme_id
    for query in ("unpublished=yes", f"themelink__theme__id__exact={theme}"):
        page = admin_client.get(f"{url(Event, 'changelist')}?{query}")
        shown = set(page.context["cl"].result_list)
        assert event in shown
        assert quiet not in shown


def test_a_decision_can_only_be_read(admin_client):
    event = EventFactory()
    publishing.submit(event)
    decision = Decision.objects.first()
    assert admin_client.get(url(decision, "change")).status_code == 200
    assert admin_client.post(url(decision, "change"), {}).status_code == 403
    assert admin_client.post(url(decision, "delete"), {}).status_code == 403
