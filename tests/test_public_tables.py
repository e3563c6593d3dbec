"""No public address reads a table beyond the catalogue's."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from tests.conftest import forget
from tests.test_no_draft_leaks import addresses

TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"([^"]+)"', re.IGNORECASE)


@pytest.mark.django_db
def test_public_addresses_read_the_catalogue_alone():
    allowed = {
        model._meta.db_table for model in apps.get_app_config("catalogue").get_models()
    }
    read: dict[str, set[str]] = {}

    def watch(execute, sql, params, many, context):
        for table in TABLE.findall(sql):
            read.setdefault(table, set()).add(sql[:6])
        return execute(sql, params, many, context)

    forget()
    client = Client()
    paths = addresses()[::3]
    with connection.execute_wrapper(watch):
        for path in paths:
            client.get(path)
    assert set(read) <= allowed, read
    assert set().union(*read.values()) == {"SELECT"}
