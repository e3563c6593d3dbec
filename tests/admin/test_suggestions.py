"""Suggested themes: seen, confirmed, and made anew by rules."""

import pytest

from activities import publishing
from activities.catalogue.models import Entry
from activities.models import Activity, Theme, ThemeLink, ThemeRule
from tests.admin.desk import choose, opened, send, told, url
from tests.admin.test_pages import INLINE_CODE
from tests.factories import ActivityFactory
from tests.imports.files import activity, iati_activity, iati_file, imported

pytestmark = pytest.mark.django_db

ANEW = "/admin/activities/themerule/anew/"
CODE = "99999"


def theme(number=1):
    return Theme.objects.get(code=f"hld2006-topics-{number}")


@pytest.fixture
def suggested(db):
    """Two public activities with a suggested theme, and one with a decided one."""
    rows = [ActivityFactory() for _ in range(3)]
    for one in rows:
        ThemeLink.objects.create(
            activity=one, theme=theme(), reason="Suggested by a rule", suggested=True
        )
    ThemeLink.objects.filter(activity=rows[2]).update(suggested=False)
    publishing.publish_all(rows)
    for one in rows:
        one.refresh_from_db()
    return rows


def test_records_with_suggestions_are_found(admin_client, suggested):
    page = admin_client.get(url(Activity, "changelist") + "?suggested=yes")
    assert set(page.context["cl"].queryset) == set(suggested[:2])


def test_many_are_confirmed_after_a_question_with_their_list(admin_client, suggested):
    page = choose(admin_client, Activity, "confirm_suggested", suggested)
    assert "Suggested by a rule" in page.text
    assert not INLINE_CODE.search(page.text)
    assert ThemeLink.objects.filter(suggested=True).count() >= 2
    answer = choose(
        admin_client, Activity, "confirm_suggested", suggested, confirmed="yes"
    )
    assert "2 suggested themes are confirmed." in told(answer)
    for one in suggested[:2]:
        one.refresh_from_db()
        assert not one.has_unpublished_changes
        entry = Entry.objects.get(kind="activity", key=one.slug)
        assert "suggested" not in entry.snapshot["themes"][0]
    again = choose(admin_client, Activity, "confirm_suggested", suggested)
    assert "None of them has a theme that is only suggested." in told(again)


def test_edits_that_wait_are_not_published_by_confirming(admin_client, suggested):
    record = suggested[0]
    record.title = "Not yet public"
    record.save()
    choose(admin_client, Activity, "confirm_suggested", [record], confirmed="yes")
    entry = Entry.objects.get(kind="activity", key=record.slug)
    assert entry.snapshot["title"] != "Not yet public"


def test_a_suggestion_is_confirmed_or_removed_in_the_form(admin_client, suggested):
    form = opened(admin_client, suggested[0])
    assert form["themelink_set-0-suggested"] is True
    del form["themelink_set-0-suggested"]
    send(admin_client, suggested[0], form)
    assert not suggested[0].themelink_set.get().suggested
    form = opened(admin_client, suggested[1])
    send(admin_client, suggested[1], {**form, "themelink_set-0-DELETE": "on"})
    assert not suggested[1].themelink_set.exists()


class TestAnew:
    @pytest.fixture
    def record(self, tmp_path):
        imported(iati_file(tmp_path, iati_activity(1, sector=CODE)))
        return activity()

    def rule(self, **more):
        values = {"vocabulary": "1", "code": CODE, "theme": theme(), **more}
        return ThemeRule.objects.create(**values)

    def codes(self, record):
        links = record.themelink_set.order_by("theme__code")
        return list(links.values_list("theme__code", "suggested"))

    def test_a_new_rule_is_shown_then_made_and_public(self, admin_client, record):
        assert "there is nothing to do" in admin_client.get(ANEW).text
        self.rule(note="A made reason")
        page = admin_client.get(ANEW).text
        assert "1 activity would have other suggestions" in page
        assert self.codes(record) == []
        assert "1 activity has other" in told(admin_client.post(ANEW, follow=True))
        assert self.codes(record) == [(theme().code, True)]
        entry = Entry.objects.get(kind="activity", key=record.slug)
        assert entry.snapshot["themes"][0]["suggested"]

    @pytest.mark.parametrize(
        ("publisher", "holds"), [("XM-1", True), ("XM-2", False), ("", True)]
    )
    def test_a_rule_of_one_publisher_is_for_its_files(
        self, admin_client, record, publisher, holds
    ):
        self.rule(publisher=publisher)
        admin_client.post(ANEW)
        assert bool(self.codes(record)) == holds

    def test_what_no_rule_suggests_goes_and_what_staff_decided_stays(
        self, admin_client, record
    ):
        rule, other = self.rule(), self.rule(theme=theme(2))
        admin_client.post(ANEW)
        record.themelink_set.filter(theme=theme(2)).update(suggested=False)
        ThemeRule.objects.filter(pk__in=[rule.pk, other.pk]).delete()
        admin_client.post(ANEW)
        assert self.codes(record) == [(theme(2).code, False)]

    def test_it_needs_the_right_to_change_rules_and_activities(self, reader_client):
        assert reader_client.get(ANEW).status_code == 403
        assert reader_client.post(ANEW).status_code == 403
