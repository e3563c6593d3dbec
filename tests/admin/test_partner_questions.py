"""Two organizations that may be one: staff answer, and nothing of either is lost."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from activities import merging, publishing, roles
from activities.catalogue.models import Entry
from activities.imports import batches, undo
from activities.models import Decision, PartnerQuestion, Source
from partners.models import Organization
from partners.records import State
from tests.admin.desk import make_source, told, url
from tests.admin.test_pages import INLINE_CODE, QUERIES
from tests.factories import (
    ActivityFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PublicationFactory,
)
from tests.imports.files import activity, iati_activity, iati_file, imported, planned
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db

LABOR = {"funder": "International Labor Organisation", "funder_ref": "XM-DAC-41302"}


@pytest.fixture
def asked(tmp_path):
    """An import made an organization of a name that is nearly ILO's."""
    batch = imported(
        iati_file(tmp_path, iati_activity(1, **LABOR), iati_activity(2, **LABOR))
    )
    return batch, PartnerQuestion.objects.get()


def answer(client, question, said):
    page = reverse("admin:activities_partnerquestion_answer", args=[question.pk])
    return client.post(page, {said: said}, follow=True)


def test_both_stand_side_by_side_with_what_tells_them_apart(admin_client, asked):
    _batch, question = asked
    queue = admin_client.get(url(PartnerQuestion, "changelist")).text
    assert "International Labor Organisation" in queue
    page = admin_client.get(url(question, "change")).text
    for words in ("International Labor Organisation", "XM-DAC-41302", "Activities: 2"):
        assert words in page
    assert str(question.candidate) in page


def test_the_same_is_one_for_staff_public_and_the_next_import(
    admin_client, client, asked, tmp_path
):
    _batch, question = asked
    gone, ilo = question.organization.slug, question.candidate
    message = told(answer(admin_client, question, "same"))
    assert "2 records name it" in message
    assert "last open question" in message
    ilo.refresh_from_db()
    assert {activity(n).participation_set.get().organization for n in (1, 2)} == {ilo}
    assert ilo.names.filter(name=LABOR["funder"], kind="as-written").exists()
    for n in (1, 2):
        record = activity(n)
        assert not record.has_unpublished_changes
        document = client.get(f"/api/v1/activities/{record.slug}/").json()
        assert document["partners"][0]["slug"] == "ilo"
    page = client.get(f"/partners/{gone}/")
    assert (page.status_code, page.url) == (301, "/partners/ilo/")
    tombstone = client.get(f"/api/v1/partners/{gone}/")
    assert tombstone.status_code == 410
    assert tombstone.json()["replaced_by"]["slug"] == "ilo"
    again = planned(tmp_path / "file.xml")
    assert batches.verdicts(again)["unchanged"] == 2
    question.refresh_from_db()
    assert (question.answer, question.by.username) == ("same", "admin")


def test_an_export_still_says_what_the_publisher_said(admin_client, client, asked):
    _batch, question = asked
    answer(admin_client, question, "same")
    exported = client.get(f"/activities/{activity(1).slug}.xml")
    assert LABOR["funder"] in b"".join(exported).decode()


def test_an_import_whose_partner_was_merged_can_still_be_undone(admin_client, asked):
    batch, question = asked
    answer(admin_client, question, "same")
    assert undo.undo(batch)["left"] == 0
    assert activity(1).state == State.WITHDRAWN


def test_another_one_stays_and_is_not_asked_about_again(admin_client, asked, tmp_path):
    _batch, question = asked
    assert "is another one than" in told(answer(admin_client, question, "another"))
    question.refresh_from_db()
    assert question.answer == "another"
    assert question.organization.state == State.PUBLISHED
    imported(iati_file(tmp_path, iati_activity(3, **LABOR)))
    assert PartnerQuestion.objects.count() == 1
    assert "answered already" in told(answer(admin_client, question, "same"))


class TestMerging:
    @pytest.fixture
    def pair(self):
        gone = OrganizationFactory(
            name="Gone Body", acronym="GB", city="Oslo", note="Said of it"
        )
        gone.names.create(name="Corps disparu", kind="official", language="fr")
        gone.identifiers.create(scheme="iati", value="XM-9")
        return gone, OrganizationFactory(name="Staying Body", note="Its own")

    def test_nothing_that_names_it_is_lost(self, pair):
        gone, stays = pair
        owners = [ActivityFactory(), EventFactory(), PublicationFactory()]
        for owner in owners:
            part = {owner._meta.model_name: owner, "organization": gone}
            ParticipationFactory(**part, role="host")
        part = OrganizationFactory(parent=gone)
        before = OrganizationFactory(succeeded_by=gone)
        source = make_source()
        Source.objects.filter(pk=source.pk).update(publisher=gone)
        gone.citation_set.create(source=source, section="A")
        third = OrganizationFactory()
        PartnerQuestion.objects.create(
            organization=gone, candidate=third, likeness=91, reason="a similar name"
        )
        merging.merge(gone, stays)
        for owner in owners:
            assert owner.participation_set.get().organization == stays
        for one, link in ((part, "parent"), (before, "succeeded_by")):
            one.refresh_from_db()
            assert getattr(one, link) == stays
        source.refresh_from_db()
        assert source.publisher == stays
        assert stays.citation_set.get().section == "A"
        assert PartnerQuestion.objects.get().organization == stays
        assert not Organization.objects.filter(slug=gone.slug).exists()
        assert Decision.objects.filter(slug=gone.slug, action="delete").exists()

    def test_names_identifiers_and_what_was_blank_are_kept(self, pair):
        gone, stays = pair
        merging.merge(gone, stays)
        names = set(stays.names.values_list("name", "kind", "language"))
        assert names == {
            ("Gone Body", "as-written", "en"),
            ("Corps disparu", "as-written", "fr"),
        }
        assert stays.identifiers.get().value == "XM-9"
        assert (stays.acronym, stays.city) == ("GB", "Oslo")
        assert stays.note == "Its own\n\nSaid of it"

    @pytest.mark.parametrize("first", ["gone", "stays"])
    def test_of_two_in_one_role_one_stays_in_its_place(self, pair, first):
        gone, stays = pair
        event = EventFactory()
        rows = [(gone, "n1"), (stays, "n2")]
        rows = rows if first == "gone" else rows[::-1]
        for organization, note in rows:
            ParticipationFactory(
                event=event, organization=organization, role="host", note=note
            )
        ParticipationFactory(event=event, organization=gone, role="expert")
        merging.merge(gone, stays)
        told = list(event.participation_set.values_list("role", "organization__slug"))
        assert told == [("host", stays.slug), ("expert", stays.slug)]
        assert set(event.participation_set.first().note.split("; ")) == {"n1", "n2"}

    def test_edits_that_wait_stay_unpublished_and_the_public_has_the_partner(
        self, pair
    ):
        gone, stays = pair
        publishing.publish_all([gone, stays])
        event = EventFactory(title="Public title")
        ParticipationFactory(event=event, organization=gone, role="host")
        publishing.publish(event)
        event.title = "Draft title"
        event.save()
        gone.refresh_from_db()
        stays.refresh_from_db()
        merging.merge(gone, stays)
        entry = Entry.objects.get(kind="event", key=event.slug)
        assert entry.snapshot["title"] == "Public title"
        assert entry.snapshot["participations"][0]["organization"] == stays.slug
        assert stays.name in entry.document
        assert gone.name not in entry.document
        event.refresh_from_db()
        assert event.has_unpublished_changes

    def test_one_that_is_public_needs_a_public_one_in_its_place(
        self, pair, admin_client
    ):
        gone, stays = pair
        publishing.publish(gone)
        question = PartnerQuestion.objects.create(
            organization=gone, candidate=stays, likeness=91, reason="a similar name"
        )
        page = admin_client.get(url(question, "change")).text
        assert "is not public: publish it first" in page
        assert "is not public" in told(answer(admin_client, question, "same"))
        question.refresh_from_db()
        assert question.answer == "open"
        assert not stays.names.exists()


@pytest.mark.parametrize("said", ["same", "another"])
@pytest.mark.parametrize(
    ("role", "seen", "status"),
    [
        ("", 200, 403),
        ("contributor", 403, 403),
        ("reviewer", 403, 403),
        ("publisher", 200, 200),
        ("administrator", 200, 200),
    ],
)
def test_who_may_answer(asked, role, said, seen, status):
    user = account(role, office())
    may = Permission.objects.filter(codename="view_partnerquestion")
    user.user_permissions.set(may)
    client = signed_in(user)
    _batch, question = asked
    assert client.get(url(question, "change")).status_code == seen
    assert answer(client, question, said).status_code == status
    question.refresh_from_db()
    assert (question.answer == "open") == (status == 403)


def test_what_no_page_offers_is_refused_below_it_too(asked):
    _batch, question = asked
    reviewer = account("reviewer", office())
    with pytest.raises(roles.Refused, match="Publisher, Administrator"):
        merging.answer(question, same=True, by=reviewer)
    with pytest.raises(roles.Refused):
        merging.merge(question.organization, question.candidate, by=reviewer)


def test_the_pages_ask_little_and_keep_to_the_csp(
    admin_client, asked, django_assert_max_num_queries
):
    _batch, question = asked
    for page in (url(PartnerQuestion, "changelist"), url(question, "change")):
        with django_assert_max_num_queries(QUERIES):
            text = admin_client.get(page).text
        assert not INLINE_CODE.search(text)
