"""What the documentation shows works as it stands, and each link into it arrives."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from activities.api import operations
from activities.api.examples import EXAMPLES, LANGUAGES
from activities.catalogue.kinds import PAGED

PROGRAMS = {
    "curl": ["bash", "-euc"],
    "Python": [sys.executable, "-c"],
    "JavaScript": ["node", "--input-type=module", "-e"],
}
NEEDED = {"curl": "curl", "JavaScript": "node"}


@pytest.fixture
def anchors(client, db):
    page = client.get("/api/docs/").content.decode()
    found = re.findall(r' id="([^"]+)"', page)
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.path)
def test_each_example_runs_as_it_stands(site, example, language):
    program = NEEDED.get(language)
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    text = dict(example.snippets(site.url))[language]
    done = subprocess.run(
        [*PROGRAMS[language], text],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = site.json(example.path)["results"]
    assert rows
    if language == "curl":
        assert json.loads(done.stdout)["results"] == rows
        return
    first, second = example.shown
    lines = [f"{row[first]} {row[second]}" for row in rows]
    assert done.stdout.splitlines() == lines


def test_the_page_shows_the_examples_for_the_address_it_is_at(client, db, settings):
    settings.ALLOWED_HOSTS = ["tracker.example"]
    page = client.get("/api/docs/", SERVER_NAME="tracker.example", secure=True)
    assert "curl --fail --compressed &#x27;https://tracker.example/api" in (
        page.content.decode()
    )


def test_every_parameter_has_its_place(client, anchors):
    for kind in (*PAGED, None):
        for one in operations.list_parameters(kind):
            assert one.name in anchors
    for one in ("since", "epoch", "explode", "hxl", "bom"):
        assert one in anchors


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/events/?theme=trad", 400),
        ("/api/v1/events/?nothing=1", 400),
        ("/api/v1/events/?nothing=", 400),
        ("/api/v1/events/?page=90", 404),
        ("/api/v1/events/?page=90000", 400),
        ("/api/v1/events/none/", 404),
        ("/api/v1/changes/?since=-1", 400),
        ("/api/v1/changes/?since=5&epoch=x", 410),
        ("/events.csv?explode=all", 400),
        ("/events.csv?page=2", 400),
    ],
)
def test_a_refusal_leads_to_what_the_documentation_says_of_it(
    client, anchors, path, status
):
    problem = json.loads(client.get(path, headers={"Accept": "*/*"}).content)
    assert problem["status"] == status
    links = [problem["type"], problem.get("documentation", "/api/docs/#lists")]
    links += [one["documentation"] for one in problem.get("errors", ())]
    for link in links:
        page, _, part = link.partition("#")
        assert page == "/api/docs/"
        assert not part or part in anchors, link


def test_the_page_needs_nothing_from_elsewhere(client, db):
    page = client.get("/api/docs/").content.decode()
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page)
    assert [one for one in loaded if not one.startswith(("/", "http://test"))] == []
