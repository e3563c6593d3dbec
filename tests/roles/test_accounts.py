"""Accounts: given a role and an office by administrators, and by nobody else."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from activities import roles
from activities.models import StaffMember
from tests.admin.desk import opened, send, url
from tests.staff import account, office, signed_in

pytestmark = pytest.mark.django_db

User = get_user_model()


@pytest.fixture
def chief(db):
    return signed_in(account("administrator"))


def test_an_account_gets_its_role_and_office_in_one_form(chief):
    new, at = account(), office("AO")
    form = opened(chief, new) | {
        "role": "reviewer",
        "staff_member-TOTAL_FORMS": 1,
        "staff_member-0-office": at.pk,
    }
    send(chief, new, form)
    new = User.objects.get(pk=new.pk)
    assert roles.role_of(new) == roles.StaffRole.REVIEWER
    assert new.staff_member.office == at
    send(chief, new, opened(chief, new), role="publisher")
    new = User.objects.get(pk=new.pk)
    assert [one.name for one in new.groups.all()] == ["publisher"]
    send(chief, new, opened(chief, new), role="")
    assert roles.role_of(User.objects.get(pk=new.pk)) is None


def test_a_new_account_may_nothing_yet(chief):
    form = {"username": "new", "usable_password": "true"}
    form |= {"password1": "a-long-pass-word", "password2": "a-long-pass-word"}
    chief.post(url(User, "add"), form)
    assert roles.role_of(User.objects.get(username="new")) is None


def test_no_administrator_rises_above_the_roles(chief):
    other, above = account(), User.objects.create_superuser("above")
    send(chief, other, opened(chief, other), is_superuser="on")
    assert not User.objects.get(pk=other.pk).is_superuser
    form = {"username": "taken-over", "is_active": ""}
    assert chief.post(url(above, "change"), form).status_code == 403
    assert chief.post(url(above, "delete"), {"post": "yes"}).status_code == 403
    password = url(above, "change").replace("/change/", "/password/")
    assert chief.post(password, {"password1": "x"}).status_code == 403


def test_an_office_with_staff_is_not_deleted(chief):
    at = office("AO")
    account("contributor", at)
    chief.post(url(at, "delete"), {"post": "yes"})
    assert StaffMember.objects.filter(office=at).exists()


def test_the_migration_gives_present_accounts_what_they_could_do():
    made = import_module("activities.migrations.0005_staff_roles")
    expected = {"change_event": "publisher", "add_event": "contributor"}
    users = {}
    for codename in [*expected, "view_event"]:
        users[codename] = account()
        users[codename].user_permissions.set(
            Permission.objects.filter(codename=codename)
        )
    made.make_roles(apps, None)
    for codename, user in users.items():
        names = [one.name for one in user.groups.all()]
        assert names == ([expected[codename]] if codename in expected else [])
