"""Several processes, and processes that die, on one tracker."""

import random
import signal
import time

import pytest

from tests.trackers import tracker

# Publishes a thousand edits of three events, one after the other, saying each when the
# transaction is committed, and never told when it will be killed.
PUBLISH = """
import os
from activities import publishing
from activities.models import Event
from django.db import transaction
events = []
for name in ("one", "two", "three"):
    event, _made = Event.objects.get_or_create(
        slug=name, defaults={"title": "Begun", "kind": "workshop"})
    events.append(event)
for number in range(1000):
    event = events[number % 3]
    event.title = f"Edit {os.getpid()}x{number}"
    event.save()
    with transaction.atomic():
        publishing.publish(event)
        transaction.on_commit(lambda: print(number, flush=True))
"""

# What a new process answers, beside what the catalogue holds.
COMPARE = """
import orjson
from django.http import QueryDict
from activities.catalogue import results, selection
from activities.catalogue.kinds import EntryKind
from activities.catalogue.models import Change, Entry, Sequence
from activities.models import Event
catalogue = selection.Catalogue.now()
query = QueryDict("sort=title&page_size=1000")
found = selection.read(EntryKind.EVENT, query, catalogue)
rows = {(r["slug"], r["title"]) for r in map(orjson.loads, results.page(found).rows)}
held = {(e.key, orjson.loads(e.document)["title"])
        for e in Entry.objects.filter(kind="event")}
assert rows == held, (rows, held)
for key, title in held:
    word = title.split()[1]
    query = selection.read(EntryKind.EVENT, QueryDict(f"q={word}"), catalogue)
    slugs = {orjson.loads(row)["slug"] for row in results.page(query).rows}
    assert key in slugs, (key, title, slugs)
numbers = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))
top = Sequence.objects.filter(pk=1).values_list("value", flat=True).first() or 0
assert numbers == list(range(1, top + 1)), "a number is missing"
assert catalogue.index.reached == top
for event in Event.objects.filter(state="published"):
    assert (event.slug in {key for key, _title in held}), event.slug
print(top)
"""


@pytest.mark.slow
def test_killed_between_commit_and_index_nothing_is_missing(tmp_path, kills):
    draw = random.Random(1)
    with tracker(tmp_path) as mine:
        last = 0
        for _ in range(kills):
            process = mine.start(PUBLISH)
            # Past the start, at any moment of saving, committing or indexing.
            process.stdout.readline()
            time.sleep(draw.random() * 0.08)
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdin.close()
            process.stdout.close()
            top = int(mine.python(COMPARE))
            assert top > last
            last = top


# Publishes an event for each line it is told.
PUBLISH_ONE = """
import sys
from activities import publishing
from activities.models import Event
for line in sys.stdin:
    word = line.strip()
    event = Event.objects.create(slug=word, kind="workshop", title=f"Word {word}")
    publishing.publish(event)
    print("done", flush=True)
"""

# Brings the index up at each line it is told, and answers what it sees.
WATCH = """
import sys
from django.http import QueryDict
from activities.catalogue import selection
from activities.catalogue.kinds import EntryKind
for line in sys.stdin:
    catalogue = selection.Catalogue.now()
    query = QueryDict(f"q={line.strip()}")
    print(selection.read(EntryKind.EVENT, query, catalogue).count(), flush=True)
"""


def told(process, line="") -> str:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline()


@pytest.mark.slow
def test_every_process_sees_a_publication_at_its_next_request(tmp_path):
    with tracker(tmp_path) as mine:
        publisher, watchers = mine.start(PUBLISH_ONE), [mine.start(WATCH) for _ in "12"]
        try:
            for number in range(5):
                assert told(publisher, f"zyx{number}") == "done\n"
                seen = [told(one, f"zyx{number}") for one in watchers]
                assert seen == ["1\n", "1\n"]
        finally:
            for one in [publisher, *watchers]:
                one.communicate()


@pytest.mark.slow
def test_two_publishers_at_once_lose_nothing(tmp_path):
    with tracker(tmp_path) as mine:
        code = (
            "from activities import publishing\n"
            "from activities.models import Event\n"
            "for number in range(30):\n"
            "    event = Event.objects.create(slug=f'{NAME}-{number}', kind='workshop',"
            " title=f'Title {NAME}{number}')\n"
            "    publishing.publish(event)\n"
        )
        both = [mine.start(f"NAME = {name!r}\n{code}") for name in ("left", "right")]
        for one in both:
            one.communicate()
            assert one.returncode == 0
        mine.python(COMPARE)
        count = "from activities.catalogue.models import Entry as E"
        assert int(mine.python(f"{count}; print(E.objects.count())")) == 60


# Takes so many random steps at each line it is told, from the seed it was given.
STEP = """
import sys
from random import Random
from tests.catalogue.worlds import World, one_random_step
world, draw = World(SEED, records=10), Random(SEED)
for line in sys.stdin:
    for _ in range(int(line)):
        one_random_step(world, draw)
    print("done", flush=True)
"""

# Answers the questions of the follower's tests at each line it is told.
ANSWER = """
import json, sys
from tests.catalogue.asking import answers
for line in sys.stdin:
    print(json.dumps([sorted(found) for found in answers()]), flush=True)
"""


@pytest.mark.slow
def test_two_watching_processes_answer_as_an_index_made_anew(tmp_path, kills):
    with tracker(tmp_path, prepared=True) as mine:
        watchers = [mine.start(ANSWER), mine.start(ANSWER)]
        worker = mine.start(f"SEED = {kills}{STEP}")
        try:
            for _ in range(kills):
                assert told(worker, "3") == "done\n"
                first, second = (told(one) for one in watchers)
                assert first == second
            mine.manage("rebuild_index", "-v0")
            fresh = mine.start(ANSWER)
            watchers.append(fresh)
            assert told(fresh) == first
            assert told(watchers[0]) == first
        finally:
            for one in [worker, *watchers]:
                one.communicate()
