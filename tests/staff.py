"""The cast of the staff side: accounts with a role, and the office they work for."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from activities.models import Office, Place, StaffMember

_numbers = count(1)


def office(*places, code=""):
    """An office that works in the places with these codes."""
    code = code or f"office-{next(_numbers)}"
    made = Office.objects.create(code=code, name=f"Office {code}")
    made.places.set(Place.objects.filter(code__in=places))
    return made


def account(role="", at=None, **more):
    """An account of the staff with a role, at an office."""
    more.setdefault("username", f"{role or 'nobody'}-{next(_numbers)}")
    made = get_user_model().objects.create_user(is_staff=True, **more)
    if role:
        made.groups.add(Group.objects.get(name=role))
    if at:
        StaffMember.objects.create(user=made, office=at)
    return made


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client
