"""Changes and dumps: whoever follows them has what is public, no more and no less."""

import gzip
import hashlib
import importlib
import json
import shutil
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from activities import publishing
from activities.catalogue import store
from activities.catalogue.models import Change, Entry
from activities.exports import dumps
from tests.factories import EventFactory, OrganizationFactory, ParticipationFactory
from tests.servers import serving
from tests.trackers import ROOT, tracker

pytestmark = pytest.mark.django_db
# The program that the documentation gives to copy.
sys.path.insert(0, str(ROOT / "docs" / "examples"))
harvest = importlib.import_module("harvest")
PATH = "/api/v1/changes/"


@pytest.fixture(autouse=True)
def _own_dumps(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def latest() -> int:
    return Change.objects.order_by("-sequence").first().sequence


def since(client, sequence, query=""):
    return client.get(f"{PATH}?since={sequence}{query}").json()


def test_each_step_of_a_record_is_a_change_in_its_order(client):
    start = latest()
    event = EventFactory(title="First")
    publishing.publish(event)
    event.title = "Second"
    event.save()
    publishing.publish(event)
    publishing.withdraw(event)
    told = since(client, start)["results"]
    assert [one["operation"] for one in told] == ["published", "updated", "withdrawn"]
    assert [one["sequence"] for one in told] == [start + 1, start + 2, start + 3]
    assert {one["slug"] for one in told} == {event.slug}
    assert [one["document"] for one in told] == [None, None, None]


def test_the_last_change_of_an_entry_carries_its_document(client):
    start = latest()
    event = EventFactory(title="First")
    publishing.publish(event)
    (told,) = since(client, start)["results"]
    assert told["document"]["title"] == "First"
    assert told["document"] == json.loads(
        Entry.objects.get(kind="event", key=event.slug).document
    )
    (least,) = since(client, start, "&profile=minimal")["results"]
    assert "document" not in least


def test_a_renamed_partner_relabels_what_names_it(client):
    partner = OrganizationFactory(name="Before")
    event = EventFactory()
    ParticipationFactory(event=event, organization=partner)
    publishing.publish_all([partner, event])
    start = latest()
    partner.name = "After"
    partner.save()
    publishing.publish(partner)
    told = {one["record"]: one for one in since(client, start)["results"]}
    assert told["event"]["operation"] == "relabelled"
    assert told["event"]["document"]["partners"][0]["name"] == "After"


def test_what_replaced_a_record_is_told_by_change_api_and_page(client):
    wrong, right = OrganizationFactory(), OrganizationFactory()
    publishing.publish_all([wrong, right])
    start = latest()
    publishing.withdraw(wrong, replaced_by=right)
    (told,) = since(client, start)["results"]
    assert told["operation"] == "replaced"
    assert told["replaced_by"]["slug"] == right.slug
    gone = client.get(f"/api/v1/partners/{wrong.slug}/")
    assert gone.status_code == 410
    assert gone.json()["replaced_by"]["api_url"] == f"/api/v1/partners/{right.slug}/"
    page = client.get(f"/partners/{wrong.slug}/")
    assert (page.status_code, page["Location"]) == (301, f"/partners/{right.slug}/")


def test_only_a_public_record_of_the_kind_can_take_a_place(client):
    event, draft = EventFactory(), EventFactory()
    publishing.publish(event)
    for other in (draft, event, OrganizationFactory()):
        with pytest.raises(publishing.ValidationError):
            publishing.withdraw(event, replaced_by=other)
    assert client.get(f"/events/{event.slug}/").status_code == 200


def test_a_draft_is_in_no_change(client):
    start = latest()
    EventFactory(title="Never public")
    assert since(client, start)["results"] == []


def test_next_leads_to_the_end_and_resume_goes_on_from_there(client):
    address, numbers = f"{PATH}?since=0&page_size=50&profile=minimal", []
    while address:
        page = client.get(address).json()
        numbers += [one["sequence"] for one in page["results"]]
        address = page["next"]
    assert numbers == list(range(1, latest() + 1))
    assert page["sequence"] == page["latest"] == latest()
    event = EventFactory()
    publishing.publish(event)
    more = client.get(page["resume"]).json()["results"]
    assert [one["slug"] for one in more] == [event.slug]


def test_changes_of_one_kind_go_on_past_those_of_others(client):
    page = since(client, 0, "&record=event&record=publication&page_size=1000")
    assert {one["record"] for one in page["results"]} == {"event", "publication"}
    assert page["sequence"] == latest()


def test_a_catalogue_made_anew_says_to_start_afresh(client):
    resume = since(client, latest())["resume"]
    store.rebuild()
    told = client.get(resume)
    assert told.status_code == 410
    assert told.json()["type"] == "/api/docs/#problem-another-epoch"
    assert told.json()["restart"].endswith("/api/v1/dumps/")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("since=-1", "since"),
        ("since=99999999", "since"),
        ("since=x", "since"),
        ("since=" + "9" * 40, "since"),
        ("record=evnt", "record"),
        ("page_size=1001", "page_size"),
        ("profile=list", "profile"),
        ("sinc=1", "sinc"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(client, query, parameter):
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == parameter


def test_a_dump_holds_all_that_is_public_with_true_checksums(client):
    dump = dumps.make()
    manifest = client.get("/api/v1/dumps/").json()
    assert manifest["sequence"] == latest()
    lines = 0
    for file in manifest["files"]:
        answer = client.get(file["url"])
        data = b"".join(answer)
        assert len(data) == file["bytes"]
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        if file["media_type"] == "application/jsonl":
            found = gzip.decompress(data).splitlines()
            assert len(found) == file["rows"]
            lines += len(found)
    assert lines == Entry.objects.count()
    etag = client.get("/api/v1/dumps/")["ETag"]
    again = client.get("/api/v1/dumps/", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert (dump.path / "manifest.json").exists()


def test_the_manifest_is_a_dcat_catalogue(client):
    dumps.make()
    told = client.get("/api/v1/dumps/")
    assert told["Content-Type"] == "application/ld+json"
    catalogue = told.json()
    assert catalogue["@type"] == "dcat:Catalog"
    sizes = [
        one["dcat:byteSize"]
        for dataset in catalogue["dcat:dataset"]
        for one in dataset["dcat:distribution"]
    ]
    assert sorted(sizes) == sorted(one["bytes"] for one in catalogue["files"])
    assert catalogue["dct:license"]["@id"].startswith("https://")


def test_a_dump_that_holds_what_is_withdrawn_is_given_out_no_longer(client):
    event = EventFactory()
    publishing.publish(event)
    dumps.make()
    address = client.get("/api/v1/dumps/").json()["files"][0]["url"]
    assert not dumps.are_due()
    publishing.withdraw(event)
    told = client.get("/api/v1/dumps/")
    assert told.status_code == 503
    assert int(told["Retry-After"]) > 0
    assert client.get(address).status_code == 404
    call_command("make_dumps", "--when-due", verbosity=0)
    assert client.get("/api/v1/dumps/").status_code == 200


def test_a_dump_is_due_when_it_is_old_and_behind(monkeypatch):
    assert dumps.are_due()
    dumps.make()
    assert not dumps.are_due()
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert not dumps.are_due()  # nothing has changed
    publishing.publish(EventFactory())
    assert dumps.are_due()


def test_only_the_last_two_dumps_are_kept():
    for _ in range(4):
        dumps.make()
    assert len(list(dumps.root().iterdir())) == dumps.KEPT


def test_a_file_that_no_manifest_names_is_not_given_out(client):
    dump = dumps.make()
    for name in ("manifest.json", "..%2f..%2fsecret_key", "nothing.gz"):
        answer = client.get(f"/api/v1/dumps/{dump.folder}/{name}")
        assert answer.status_code == 404


def test_a_kind_without_a_dump_folder_is_no_error(client, settings):
    shutil.rmtree(settings.DATA_DIR / "dumps", ignore_errors=True)
    assert client.get("/api/v1/dumps/").status_code == 503


# Takes so many random steps at each line it is told.
STEP = """
import sys
from random import Random
from tests.catalogue.worlds import World, one_random_step
world, draw = World(5, records=20), Random(5)
print("ready", flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        one_random_step(world, draw)
    print("done", flush=True)
"""

# What is public, by key.
PUBLIC = """
import json
from activities.catalogue.models import Entry
print(json.dumps({f"{kind}/{key}": json.loads(document) for kind, key, document
    in Entry.objects.values_list("kind", "key", "document")}))
"""


@pytest.mark.slow
def test_a_harvester_that_follows_while_edits_happen_ends_with_what_is_public(
    tmp_path, edits
):
    with tracker(tmp_path, prepared=True) as mine, serving(mine, workers=2) as site:
        copy = harvest.begin(site.url)
        worker = mine.start(STEP)
        assert worker.stdout.readline() == "ready\n"
        worker.stdin.write(f"{edits}\n")
        worker.stdin.close()
        while worker.poll() is None:
            harvest.update(copy)
        worker.stdout.close()
        harvest.update(copy)
        assert copy["entries"] == json.loads(mine.python(PUBLIC))


# Publishes what a walk goes over; then, once told, a few more again and again.
INSERT = """
import sys
from select import select
from activities import publishing
from tests.factories import EventFactory
def publish(name, number):
    publishing.publish_all([
        EventFactory(slug=f"{name}-{n}", title=f"T {n}", dates=str(1990 + n % 40))
        for n in range(number)])
publish("first", WALK)
print("ready", flush=True)
sys.stdin.readline()
more = 0
while not select([sys.stdin], [], [], 0)[0]:
    more += 1
    publish(f"later-{more}", 5)
print(more)
"""


@pytest.mark.slow
def test_a_walk_by_cursor_misses_and_repeats_nothing_while_records_come(tmp_path, walk):
    with tracker(tmp_path) as mine:
        writer = mine.start(f"WALK = {walk}{INSERT}")
        assert writer.stdout.readline() == "ready\n"
        with serving(mine, workers=2) as site:
            writer.stdin.write("\n")
            writer.stdin.flush()
            pages = f"cursor=*&page_size={min(100, walk // 20)}"
            path, seen = f"/api/v1/events/?{pages}&fields=slug", []
            while path:
                page = site.json(path)
                seen += [row["slug"] for row in page["results"]]
                path = (page["next"] or "").removeprefix(site.url)
            more, _errors = writer.communicate()
        of_the_first = [slug for slug in seen if slug.startswith("first-")]
        assert len(of_the_first) == len(set(of_the_first)) == walk
        assert int(more) > 0
