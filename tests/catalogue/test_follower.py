"""The index follows the sequence, and answers as one made anew would."""

import shutil
from random import Random

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities import publishing
from activities.catalogue import store
from activities.catalogue.index import follower, schema
from activities.catalogue.models import Entry
from activities.catalogue.selection import Catalogue
from activities.models import Event
from partners.records import State
from tests.catalogue.asking import answers, asked, found
from tests.catalogue.worlds import World, one_random_step
from tests.conftest import forget
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_followed_index_answers_as_a_rebuilt_one(db, seed):
    world, draw = World(seed, records=8), Random(seed)
    for _ in range(12):
        one_random_step(world, draw)
        if draw.random() < 0.5:
            Catalogue.now()  # a reader comes by, and brings the index up
    followed = answers()
    follower.rebuild()
    forget()
    assert answers() == followed


def test_a_lost_index_is_made_anew():
    before = answers()
    shutil.rmtree(django_settings.INDEX_DIR)
    assert answers() == before


def test_a_damaged_index_is_made_anew():
    before = answers()
    for path in next(django_settings.INDEX_DIR.glob("*-*")).iterdir():
        if path.name == "meta.json":
            path.write_text("not an index")
    forget()
    assert answers() == before


def test_a_reader_that_finds_the_index_behind_brings_it_up_to_date():
    Catalogue.now()
    event = EventFactory(title="Unheard-of zyzzyva")
    publishing.publish(event)  # nothing is committed in a test: no hook runs
    assert found(asked(None, {"q": ["zyzzyva"]})) == {event.slug}


def test_a_reader_is_not_blocked_by_a_long_writer(settings):
    settings.INDEX_WAIT = 0.05
    before = Catalogue.now().index.reached
    publishing.publish(EventFactory())
    with follower._lock(wait=1):
        assert Catalogue.now().index.reached == before
    assert Catalogue.now().index.reached > before


def test_the_index_holds_each_public_entry_once():
    catalogue = Catalogue.now()
    assert catalogue.searcher.num_docs == Entry.objects.count() + 1  # and the marker


def test_another_epoch_is_another_index():
    first = Catalogue.now().index
    store.rebuild()
    second = Catalogue.now().index
    assert first.inode != second.inode
    assert schema.FINGERPRINT in next(django_settings.INDEX_DIR.glob("*-*")).name


def test_files_of_a_writer_that_died_before_its_last_step_are_no_hindrance(tmp_path):
    """Killed after its files were written and before the index named them."""
    Catalogue.now()
    folder = follower._folder(follower.catalogue_position().epoch)
    before = shutil.copytree(folder, tmp_path / "before")
    (before / ".managed.json").unlink()  # names a file before it is written
    event = Event.objects.filter(state=State.PUBLISHED).first()
    event.title = "Zyxsecond"
    event.save()
    publishing.publish(event)
    follower.catch_up()
    shutil.copytree(before, folder, dirs_exist_ok=True)
    forget()
    inode = follower._inode(folder)
    assert found(asked(None, {"q": ["zyxsecond"]})) == {event.slug}
    assert follower._inode(folder) == inode  # nothing had to be made anew


def test_an_index_that_cannot_be_written_is_made_anew(monkeypatch):
    def refuse(index, reached):
        raise ValueError("No space left in the index")

    Catalogue.now()
    event = EventFactory(title="Zyxwritten")
    publishing.publish(event)
    monkeypatch.setattr(follower, "_write_changes", refuse)
    assert found(asked(None, {"q": ["zyxwritten"]})) == {event.slug}


def test_while_the_first_index_is_made_readers_are_told_to_come_again(settings, client):
    settings.INDEX_WAIT = 0.05
    shutil.rmtree(settings.INDEX_DIR)
    forget()
    client.raise_request_exception = False
    with follower._lock(wait=1):
        assert client.get("/readyz").status_code == 503
        for path in ("/events/", "/api/v1/events/"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert int(answer["Retry-After"]) > 0
    assert client.get("/readyz").status_code == 200


def test_while_another_epochs_index_is_made_readers_have_the_one_before(
    settings, client
):
    settings.INDEX_WAIT = 0.05
    before = client.get("/api/v1/events/").json()
    store.rebuild()
    with follower._lock(wait=1):
        assert client.get("/api/v1/events/").json() == before
    assert client.get("/api/v1/events/").json() == before
    assert Catalogue.now().index.epoch == follower.catalogue_position().epoch
