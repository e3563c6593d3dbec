"""The world of the tests: a tracker with the 2005 contribution, published.

It is made once, as `make run` makes it. Each test runs in a transaction that is rolled
back, with an index of its own, so that it may publish, withdraw and delete as it likes.
"""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth import login as sign_in
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as examples_settings

from activities import answers
from activities.catalogue import facet_counts, vocabulary
from activities.catalogue.index import follower
from activities.sign_in import sessions
from tests import trackers

# How fast a machine makes examples says nothing of the program.
examples_settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
examples_settings.load_profile("house")


@pytest.fixture(scope="session")
def own_tracker(tmp_path_factory):
    """The tracker that the tests have in their own process."""
    with trackers.tracker(tmp_path_factory.mktemp("own"), prepared=True) as mine:
        yield mine


@pytest.fixture(scope="session")
def first_index(own_tracker) -> Path:
    """The index folder as it is right after the first content was published."""
    return own_tracker.folder / "index"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, own_tracker, first_index
):
    from django.conf import settings

    settings.INDEX_DIR = first_index
    connection.settings_dict["NAME"] = own_tracker.database
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="session")
def first_crawl(django_db_setup, django_db_blocker):
    """What every public address answers of the first content."""
    from tests.crawling import addresses, crawl

    with django_db_blocker.unblock():
        return crawl(addresses())


@pytest.fixture(autouse=True)
def _own_index(request, settings, tmp_path):
    """An index that this test alone writes, and no memory of other tests."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        source = request.getfixturevalue("first_index")
        request.getfixturevalue("django_db_setup")
        settings.INDEX_DIR = tmp_path / "index"
        shutil.copytree(source, settings.INDEX_DIR)
    forget()
    yield
    forget()


def forget() -> None:
    """Forget what a process remembers of the catalogue, as a restart would."""
    follower._opened = None
    vocabulary._known = None
    answers.answers.forget()
    facet_counts.broad.forget()
    facet_counts.partners.forget()


@pytest.fixture(autouse=True)
def _signed_in_by_force(monkeypatch):
    """A test that signs somebody in by force has taken all the steps for them."""

    def login(request, *args, **kwargs):
        sign_in(request, *args, **kwargs)
        sessions.mark(request)

    monkeypatch.setattr("django.contrib.auth.login", login)


@pytest.fixture
def published_2005(db) -> None:
    """The published 2005 contribution; the world of every test that has a database."""


@pytest.fixture
def kills(request) -> int:
    """How often a test that kills does so: a few times, or as often as asked for."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def edits(request) -> int:
    """How many edits happen while a harvester follows."""
    return int(request.config.getoption("--edits"))


@pytest.fixture
def walk(request) -> int:
    """How many records a walk by cursor goes over."""
    return int(request.config.getoption("--walk"))


def pytest_addoption(parser) -> None:
    parser.addoption("--kills", default=5, help="how often to kill a process (50)")
    parser.addoption("--edits", default=50, help="edits under a harvester (2000)")
    parser.addoption("--walk", default=200, help="records walked over (20000)")
    parser.addoption("--examples", default=4, help="made-up queries a form (500)")
    parser.addoption("--selections", default=12, help="taken in every form (100)")
    parser.addoption(
        "--real", action="store_true", help="every real file that is there"
    )
    parser.addoption("--modes", default=1, help="modes a page is looked at in (4)")
    parser.addoption("--fuzz", default=400, help="rubbish queries (20000)")


@pytest.fixture
def selections(request) -> int:
    """Of how many random selections every form is taken."""
    return int(request.config.getoption("--selections"))


@pytest.fixture
def examples(request) -> int:
    """How many made-up queries each form of each list is asked."""
    return int(request.config.getoption("--examples"))


@pytest.fixture
def fuzz(request) -> int:
    """How many rubbish queries are asked."""
    return int(request.config.getoption("--fuzz"))


@pytest.fixture
def modes(request) -> int:
    """In how many of the modes that visitors have each page is looked at."""
    return int(request.config.getoption("--modes"))
