"""Who may import on the desk, and who may not: by page, and by forging."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import reverse

from activities import roles
from activities.imports import batches, undo
from activities.models import ImportBatch
from tests.admin.desk import url
from tests.admin.importing import UPLOAD, step, upload
from tests.imports.files import iati_activity, iati_file, planned
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, django_user_model):
    """Someone of the staff with these permissions and no others."""

    def sign_in(*codenames):
        user = django_user_model.objects.create_user("somebody", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return sign_in


APPLIES = ("change_activity", "change_organization")
PUBLISHES = (*APPLIES, "change_publication", "change_source")


@pytest.mark.parametrize("name", ["apply", "undo", "discard", "continue", "choose"])
def test_who_may_only_look_can_do_nothing(staff, tmp_path, name):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    client = staff("view_importbatch", *PUBLISHES)
    page = client.get(url(batch, "change"))
    assert page.status_code == 200
    assert step(batch, "apply") not in page.text
    assert 'type="checkbox"' not in page.text
    assert client.post(step(batch, name), {"count": 1}).status_code == 403
    assert client.get(UPLOAD).status_code == 403


def test_who_may_not_look_sees_nothing(staff, tmp_path):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    client = staff(*PUBLISHES)
    assert client.get(url(batch, "change")).status_code == 403
    assert client.get(url(ImportBatch, "changelist")).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"),
    [("", 403), ("contributor", 403), ("reviewer", 403), ("publisher", 200)],
)
@pytest.mark.parametrize("publish", [False, True])
def test_applying_and_undoing_are_the_publishers(tmp_path, role, publish, status):
    batch = planned(iati_file(tmp_path, iati_activity(1)), publish=publish)
    client = signed_in(account(role, office()))
    answer = client.post(step(batch, "apply"), {"count": 1}, follow=True)
    assert answer.status_code == status
    assert batch.items.exclude(applied_at=None).exists() == (status == 200)
    assert client.post(step(batch, "undo")).status_code in (302, status)


def test_what_is_not_for_somebody_cannot_be_forged():
    client = signed_in(account("reviewer", office()))
    for more in ({"publish": "on"}, {}):
        assert upload(client, iati_activity(1), **more).status_code == 403
    assert not ImportBatch.objects.exists()


def test_nor_by_calling_what_the_pages_call(tmp_path):
    reviewer = account("reviewer", office())
    path = iati_file(tmp_path, iati_activity(1))
    batch = planned(path)
    with pytest.raises(roles.Refused, match="Publisher, Administrator"):
        batches.apply(batch, reviewer)
    with pytest.raises(roles.Refused):
        undo.undo(batch, reviewer)
    with path.open("rb") as file, pytest.raises(roles.Refused):
        batches.store([("a.xml", file)], "iati", by=reviewer)
    assert not batch.items.exclude(applied_at=None).exists()


def test_work_for_an_account_that_is_gone_is_not_the_maintainers(tmp_path):
    batch = planned(iati_file(tmp_path, iati_activity(1)))
    with pytest.raises(CommandError):
        call_command("work_on_import", str(batch.pk), "apply", "--by", "99999")


def test_a_batch_that_is_not_there_is_not_found(admin_client):
    for name in ("apply", "undo", "discard", "continue", "choose"):
        page = reverse(f"admin:activities_importbatch_{name}", args=[404])
        assert admin_client.post(page).status_code == 404
