import pytest
from django.contrib.auth.models import Permission


@pytest.fixture
def reader_client(client, django_user_model):
    """Someone of the staff who may look at every record, and change none."""
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    return client


@pytest.fixture
def author_client(client, django_user_model):
    """Someone of the staff who may add records, and change none."""
    author = django_user_model.objects.create_user("author", is_staff=True)
    codenames = ["add_event", "view_event"]
    author.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(author)
    return client
