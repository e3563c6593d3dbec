"""No public address reads a table beyond the catalogue's."""

from django.apps import apps


def test_public_addresses_read_the_catalogue_alone(first_crawl):
    allowed = {
        model._meta.db_table for model in apps.get_app_config("catalogue").get_models()
    }
    read = first_crawl.tables
    assert set(read) <= allowed, read
    assert set().union(*read.values()) == {"SELECT"}
