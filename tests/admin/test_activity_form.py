"""What activities have since they come in from IATI files, on their form."""

import pytest
from django.contrib.auth.models import Permission

from activities.models import Activity
from tests.admin.desk import opened, send, url, with_rows
from tests.admin.test_pages import QUERIES
from tests.factories import ActivityFactory, EventFactory
from tests.imports.files import activity, iati_activity, iati_file, imported

pytestmark = pytest.mark.django_db

CONTACT = "<contact-info><email>who@example.org</email></contact-info>"
TRANSACTION = """<transaction><transaction-type code="3"/>
<transaction-date iso-date="2020-05-01"/>
<value currency="USD" value-date="2020-05-01">1234.5</value></transaction>"""
PREFIX = "translations"


@pytest.fixture
def record(tmp_path):
    imported(iati_file(tmp_path, iati_activity(1, body=CONTACT + TRANSACTION)))
    return activity()


def test_the_original_and_its_contacts_are_for_staff_to_read(admin_client, record):
    page = admin_client.get(url(record, "change")).text
    assert "who@example.org" in page
    assert "&lt;iati-identifier&gt;XM-1-1" in page
    assert "1,234.50 USD" in page


def test_saving_what_is_as_it_was_changes_nothing(admin_client, record):
    form = opened(admin_client, record)
    send(admin_client, record, form)
    now = Activity.objects.get(pk=record.pk)
    assert now.version == record.version
    assert now.original.element == record.original.element
    assert now.transactionsum_set.count() == 1


def test_parts_are_entered_by_hand(admin_client):
    form = opened(admin_client, ActivityFactory())
    record = Activity.objects.order_by("-pk").first()
    budget = {"kind": "original", "status": "committed", "currency": "USD"}
    days = {"start": "2020-01-01", "end": "2020-12-31", "value": "10.50"}
    sector = {"scheme": "sector", "vocabulary": "1", "code": "15190"}
    form = with_rows(form, "budget_set", {**budget, **days})
    form = with_rows(form, "classification_set", {**sector, "percentage": "50"})
    form = with_rows(form, "location_set", {"name": "Juba"})
    identifier = {"scheme": "iati", "value": "XM-1-77"}
    form = with_rows(form, "activityidentifier_set", identifier)
    send(admin_client, record, form, planned="2020/2021")
    record.refresh_from_db()
    assert record.planned == "2020/2021"
    assert str(record.budget_set.get()) == "10.5 USD"
    assert record.classification_set.get().percentage == 50
    assert record.location_set.get().name == "Juba"
    shown = opened(admin_client, record)
    assert str(shown["classification_set-0-percentage"]) == "50"


@pytest.mark.parametrize(
    ("part", "row", "says"),
    [
        (
            "budget_set",
            {
                "kind": "original",
                "status": "committed",
                "currency": "usd",
                "start": "2020-01-01",
                "end": "2020-12-31",
                "value": "1",
            },
            "Three capital letters",
        ),
        (
            "budget_set",
            {
                "kind": "original",
                "status": "committed",
                "currency": "USD",
                "start": "2021-01-01",
                "end": "2020-12-31",
                "value": "1",
            },
            "The end is before the start.",
        ),
        ("location_set", {"latitude": "91", "longitude": "0"}, "90"),
        ("location_set", {"latitude": "9"}, "Give latitude and longitude, or neither."),
        (
            "activityidentifier_set",
            {"scheme": "iati", "value": "XM-1-1"},
            "Another activity has this identifier.",
        ),
    ],
)
def test_a_part_that_breaks_a_rule_is_refused_in_words(
    admin_client, record, part, row, says
):
    other = ActivityFactory()
    form = with_rows(opened(admin_client, other), part, row)
    assert says in send(admin_client, other, form).text
    other.refresh_from_db()
    assert other.version == 1


class TestTranslations:
    def line(self, language, field):
        return f"{PREFIX}-{language}-{field}"

    def test_each_language_has_its_lines(self, admin_client):
        event = EventFactory(translations={"pt": {"title": "Título"}})
        page = admin_client.get(url(event, "change")).text
        assert 'value="Título"' in page
        form = {
            **opened(admin_client, event),
            self.line("pt", "title"): "Título novo",
            self.line("fr", "description"): "Un\r\ndeux",
            f"{PREFIX}-new": "sw",
            self.line("new", "title"): "Warsha",
        }
        form.pop(PREFIX)
        send(admin_client, event, form)
        event.refresh_from_db()
        assert event.translations == {
            "pt": {"title": "Título novo"},
            "fr": {"description": "Un\ndeux"},
            "sw": {"title": "Warsha"},
        }

    @pytest.mark.parametrize(
        ("code", "says"), [("", "Give the code of the language"), ("x y", "BCP 47")]
    )
    def test_a_language_that_is_none_is_refused(self, admin_client, code, says):
        event = EventFactory()
        form = {
            **opened(admin_client, event),
            f"{PREFIX}-new": code,
            self.line("new", "title"): "What?",
        }
        assert says in send(admin_client, event, form).text
        event.refresh_from_db()
        assert event.translations == {}

    def test_a_form_without_the_lines_leaves_the_texts(self, admin_client):
        texts = {"fr": {"title": "Titre"}}
        event = EventFactory(translations=texts)
        form = opened(admin_client, event)
        form.pop(PREFIX)
        send(admin_client, event, form, title="Renamed")
        event.refresh_from_db()
        assert (event.title, event.translations) == ("Renamed", texts)


def test_an_imported_activity_asks_little(
    admin_client, tmp_path, django_assert_max_num_queries
):
    sectors = "".join(
        f'<sector vocabulary="99" vocabulary-uri="https://example.org" code="S{n}"/>'
        for n in range(20)
    )
    imported(iati_file(tmp_path, iati_activity(1, body=sectors + TRANSACTION)))
    with django_assert_max_num_queries(QUERIES):
        assert admin_client.get(url(activity(), "change")).status_code == 200


def test_who_may_only_look_at_activities_sees_no_contacts(
    client, django_user_model, record
):
    user = django_user_model.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_activity"))
    client.force_login(user)
    page = client.get(url(record, "change")).text
    assert "Project 1" in page
    assert "who@example.org" not in page
