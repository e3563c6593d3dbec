import pytest
from django.contrib.auth.models import Permission

from tests.staff import account, office, signed_in


@pytest.fixture
def reader_client(client, django_user_model):
    """Someone of the staff who may look at every record, and change none."""
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    return client


@pytest.fixture
def author_client():
    """Someone of the staff who may enter records, and publish none."""
    return signed_in(account("contributor", office()))
