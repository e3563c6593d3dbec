"""Partners without duplicates: warned of while entering, found, merged, taken back."""

import pytest
from django.urls import reverse

from activities import duplicates, merging, publishing
from activities.duplicates import Typed
from activities.models import DifferentOrganizations, Merge
from partners.models import Organization
from tests.admin.desk import opened, send, told, url, with_rows
from tests.admin.test_pages import INLINE_CODE, QUERIES, data_scripts_removed
from tests.factories import EventFactory, OrganizationFactory, ParticipationFactory
from tests.staff import account, signed_in

pytestmark = pytest.mark.django_db

PAGE = "admin:partners_organization_{}"
MATCHES = reverse(PAGE.format("matches"))
DUPLICATES = reverse(PAGE.format("duplicates"))


@pytest.fixture
def body():
    """An organization that somebody may enter once more."""
    made = OrganizationFactory(
        name="Sahel Observatory of Mobility", acronym="SOMOB", kind="academic"
    )
    made.names.create(name="Observatoire sahélien", kind="former", language="fr")
    made.identifiers.create(scheme="iati", value="XX-SOM-1")
    return made


@pytest.fixture
def partner_client():
    """Somebody who may merge: a publisher, by role."""
    return signed_in(account("publisher", username="partner"))


def entered(client, name, **more):
    """What the form answers to a new organization of that name."""
    form = opened(client, Organization, "add")
    form |= {"name": name, "slug": "entered-now", "kind": "ngo", **more}
    return send(client, Organization, form, "add")


class TestWhileTyping:
    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ({"name": "sahel observatory of mobilty"}, "spelt alike"),
            (
                {"name": "The Sahel Mobility Observatory Ltd"},
                "Its name has the same words",
            ),
            ({"name": "OBSERVATOIRE SAHELIEN"}, "Another name of it"),
            ({"name": "somob"}, "acronym is the same"),
            ({"name": "xx-som-1"}, "bears the identifier"),
            (
                {"name": "Sahel watch", "names-0-name": "Observatoire sahélien"},
                "Another",
            ),
        ],
    )
    def test_likely_ones_are_listed_with_why(self, admin_client, body, typed, why):
        page = admin_client.get(MATCHES, typed).text
        assert f"/admin/partners/organization/{body.pk}/change/" in page
        assert why in page
        assert "Use this one" not in page
        assert not INLINE_CODE.search(page)

    def test_nothing_is_said_of_a_new_name_or_of_itself(self, admin_client, body):
        assert not admin_client.get(MATCHES, {"name": "Quite another"}).text.strip()
        itself = {"name": body.name, "except": body.pk}
        assert not admin_client.get(MATCHES, itself).text.strip()

    def test_in_a_small_window_it_can_be_used_at_once(self, admin_client, body):
        page = admin_client.get(MATCHES, {"name": body.name, "_popup": "1"}).text
        use = reverse(PAGE.format("use"), args=[body.pk])
        assert use in page
        chosen = admin_client.get(use).context["popup_response_data"]
        assert str(body.pk) in chosen

    @pytest.mark.parametrize(
        "rubbish",
        [
            {},
            {"name": ""},
            {"name": "\x00<script>" * 400, "except": "9" * 40},
            {"name": "x", "except": "-1", "acronym": "—"},
            {f"names-{n}-name": "many" for n in range(300)},
        ],
    )
    def test_rubbish_is_answered(self, admin_client, body, rubbish):
        answer = admin_client.get(MATCHES, rubbish)
        assert answer.status_code in (200, 400)
        assert "<script>" not in answer.text

    def test_it_is_for_those_who_see_organizations(self, author_client, body):
        nobody = signed_in(account())
        assert nobody.get(MATCHES, {"name": body.name}).status_code == 403
        assert author_client.get(MATCHES, {"name": body.name}).status_code == 200
        author_client.logout()
        assert author_client.get(MATCHES, {"name": body.name}).status_code == 302


class TestSaving:
    def test_a_likely_one_is_asked_about_first(self, admin_client, body):
        page = entered(admin_client, "Sahel Observatory for Mobility")
        assert not Organization.objects.filter(slug="entered-now").exists()
        assert "may be there already" in page.text
        assert "save it all the same" in page.text
        assert not INLINE_CODE.search(data_scripts_removed(page.text))

    def test_another_one_is_saved_and_never_asked_about_again(self, admin_client, body):
        name = "Sahel Observatory for Mobility"
        entered(admin_client, name, another=str(body.pk))
        made = Organization.objects.get(slug="entered-now")
        kept = DifferentOrganizations.objects.get()
        assert {kept.first, kept.second} == {body, made}
        assert kept.by.username == "admin"
        form = opened(admin_client, made)
        send(admin_client, made, {**form, "name": f"The {name}"})
        made.refresh_from_db()
        assert made.name == f"The {name}"
        assert duplicates.pairs() == []

    def test_only_who_was_shown_is_confirmed(self, admin_client, body):
        """A forged tick for somebody else, or for nobody, is none."""
        for forged in ("", "0", "999999999999999999999999", "x,y", "²"):
            entered(admin_client, body.name, another=forged)
            assert not Organization.objects.filter(slug="entered-now").exists()
        other = OrganizationFactory(name="Nothing like it")
        entered(admin_client, body.name, another=f"{body.pk},{other.pk}")
        assert DifferentOrganizations.objects.count() == 1

    def test_an_edit_of_something_else_asks_nothing(self, admin_client, body):
        twin = OrganizationFactory(name=body.name)
        form = opened(admin_client, twin)
        send(admin_client, twin, {**form, "city": "Bamako"})
        twin.refresh_from_db()
        assert twin.city == "Bamako"

    def test_other_names_and_identifiers_count_as_well(self, admin_client, body):
        row = {"name": "Observatoire sahélien", "kind": "former", "language": "fr"}
        form = with_rows(opened(admin_client, Organization, "add"), "names", row)
        form |= {"name": "Sahel watch", "slug": "entered-now", "kind": "ngo"}
        page = send(admin_client, Organization, form, "add")
        assert "may be there already" in page.text


class TestDuplicates:
    @pytest.fixture
    def twins(self, body):
        twin = OrganizationFactory(name="Sahel Observatory of Mobilty", country="ML")
        event = EventFactory()
        ParticipationFactory(event=event, organization=twin, role="host")
        return body, twin, event

    def test_both_stand_side_by_side_with_why(self, admin_client, twins):
        page = admin_client.get(DUPLICATES)
        assert "spelt alike" in page.text
        assert "1 pair of organizations may be one" in page.text
        assert "XX-SOM-1" in page.text
        assert "Events: 1" in page.text
        assert not INLINE_CODE.search(data_scripts_removed(page.text))

    def test_the_page_asks_little_however_many_pairs(
        self, admin_client, twins, django_assert_max_num_queries
    ):
        for n in range(12):
            for _ in range(2):
                OrganizationFactory(name=f"Institute of Numbers {'ABCDEFGHIJKL'[n]}x")
        with django_assert_max_num_queries(QUERIES):
            page = admin_client.get(DUPLICATES)
        assert "Page 1 of 2" in page.text
        assert admin_client.get(DUPLICATES, {"p": "x"}).status_code == 200

    def test_one_is_merged_into_the_other_and_taken_back(self, admin_client, twins):
        body, twin, event = twins
        form = {"first": twin.pk, "second": body.pk, "into_second": "1"}
        page = admin_client.post(DUPLICATES, form, follow=True)
        assert "1 record names it" in told(page)
        assert event.participation_set.get().organization == body
        assert duplicates.pairs() == []
        merge = Merge.objects.get()
        assert merge.by.username == "admin"
        page = admin_client.get(url(merge, "change")).text
        assert "Take it back" in page
        assert not INLINE_CODE.search(data_scripts_removed(page))
        undo = reverse("admin:activities_merge_undo", args=[merge.pk])
        assert "two again" in told(admin_client.post(undo, follow=True))
        assert event.participation_set.get().organization == twin
        assert "Taken back on" in admin_client.get(url(merge, "change")).text
        assert "already" in told(admin_client.post(undo, follow=True))
        assert len(duplicates.pairs()) == 1

    def test_different_ones_leave_the_page(self, partner_client, twins):
        body, twin, _event = twins
        form = {"first": body.pk, "second": twin.pk, "different": "1"}
        page = partner_client.post(DUPLICATES, form, follow=True)
        assert "is another one than" in told(page)
        assert "No two organizations" in page.text
        assert DifferentOrganizations.objects.get().by.username == "partner"

    def test_what_cannot_be_is_refused_in_words(self, admin_client, twins):
        body, twin, _event = twins
        publishing.publish(twin)
        form = {"first": twin.pk, "second": body.pk, "into_second": "1"}
        page = admin_client.post(DUPLICATES, form, follow=True)
        assert "is not public" in told(page)
        assert "into_second" not in page.text or not Merge.objects.exists()

    def test_why_it_cannot_be_taken_back_is_said(self, admin_client, twins):
        body, twin, event = twins
        merging.merge(twin, body)
        event.participation_set.all().delete()
        merge = Merge.objects.get()
        assert "was deleted since" in admin_client.get(url(merge, "change")).text
        undo = reverse("admin:activities_merge_undo", args=[merge.pk])
        assert "was deleted since" in told(admin_client.post(undo, follow=True))
        merge.refresh_from_db()
        assert merge.undone_at is None

    @pytest.mark.parametrize(
        "forged",
        [
            {},
            {"first": "x", "second": "y", "different": "1"},
            {"first": "9" * 30, "second": "1", "into_first": "1"},
            {"first": "1", "second": "1", "into_first": "1"},
        ],
    )
    def test_forged_pairs_are_not_found(self, admin_client, forged):
        assert admin_client.post(DUPLICATES, forged).status_code == 404

    def test_who_may_merge_and_take_back(self, partner_client, author_client, twins):
        """By role, as docs/roles.md has it: a publisher, but no contributor."""
        body, twin, _event = twins
        form = {"first": twin.pk, "second": body.pk, "into_second": "1"}
        assert author_client.post(DUPLICATES, form).status_code == 403
        assert f"into “{body}”" in partner_client.get(DUPLICATES).text
        partner_client.post(DUPLICATES, form)
        undo = reverse("admin:activities_merge_undo", args=[Merge.objects.get().pk])
        assert author_client.post(undo).status_code == 403
        assert Merge.objects.get().undone_at is None
        partner_client.post(undo)
        assert Merge.objects.get().undone_at

    def test_readers_see_none_of_it(self, reader_client, twins):
        assert reader_client.get(DUPLICATES).status_code == 403
        form = {"first": twins[0].pk, "second": twins[1].pk, "different": "1"}
        assert reader_client.post(DUPLICATES, form).status_code == 403

    def test_the_lists_answer(self, admin_client, twins):
        merging.are_different(twins[0], twins[1])
        for model in (Merge, DifferentOrganizations, Organization):
            page = admin_client.get(url(model, "changelist"))
            assert page.status_code == 200
            assert not INLINE_CODE.search(data_scripts_removed(page.text))


class TestRegister:
    """A process reads anew who has changed, and no one else."""

    def told(self, text):
        return [one.slug for one, _why in duplicates.suspects_of(Typed((text,)))]

    def test_what_is_entered_renamed_deleted_and_merged_is_known_at_once(self):
        one = OrganizationFactory(slug="one", name="Orchard of Numbers")
        other = OrganizationFactory(slug="two", name="Harbour of Letters")
        assert self.told("Orchard of Numbrs") == ["one"]
        one.name = "Meadow of Numbers"
        one.save()
        assert self.told("Orchard of Numbers") == []
        assert self.told("Meadow of Numbers") == ["one"]
        one.names.create(name="Verger des nombres", kind="former")
        assert self.told("Verger des nombres") == ["one"]
        other.refresh_from_db()
        merging.merge(one, other)
        assert self.told("Verger des nombres") == ["two"]
        merging.undo(Merge.objects.get())
        assert self.told("Verger des nombres") == ["one"]
        publishing.delete(Organization.objects.get(slug="one"))
        assert self.told("Meadow of Numbers") == []
