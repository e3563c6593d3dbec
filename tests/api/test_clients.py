"""Programs of others work with the API: a generated client, and one that tries it."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from activities.exports import formats

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "docs" / "examples" / "openapi-python-client.yml"
FOLDER = Path(sys.executable).parent
SCHEMATHESIS = ROOT / "tests" / "schemathesis.toml"


@pytest.fixture(scope="module")
def generated(site, tmp_path_factory):
    """A package that openapi-python-client made of the description, and its client."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "openapi.json").write_bytes(site.get("/api/v1/openapi.json"))
    command = [FOLDER / "openapi-python-client", "generate", "--meta", "none"]
    command += ["--path", "openapi.json", "--output-path", "tracker_client"]
    command += ["--config", CONFIG]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    sys.path.insert(0, str(folder))
    client = importlib.import_module("tracker_client").Client
    with client(base_url=site.url, raise_on_unexpected_status=True) as opened:
        yield opened
    sys.path.remove(str(folder))


def call(name: str):
    return importlib.import_module(f"tracker_client.api.{name}").sync_detailed


def test_a_generated_client_reads_lists_and_records(site, generated):
    listed = call("events.events_list")(
        client=generated, theme=["hld2006-topics-2"], place=["202"], facets=[]
    )
    assert listed.status_code == 200
    rows = site.json("/api/v1/events/?theme=hld2006-topics-2&place=202")["results"]
    assert [row.slug for row in listed.parsed.results] == [row["slug"] for row in rows]
    for row in rows:
        record = call("events.events_retrieve")(row["slug"], client=generated)
        assert record.parsed.to_dict() == site.json(row["api_url"])
        assert record.parsed.dates.earliest.isoformat() == row["dates"]["earliest"]


def test_a_generated_client_asks_for_counts_fields_and_pages(generated):
    models = importlib.import_module("tracker_client.models")
    facets = [models.EventsListFacetsItem.THEME, models.EventsListFacetsItem.PARTNER]
    fields = [models.EventsListFieldsItem.TITLE, models.EventsListFieldsItem.DATES]
    listed = call("events.events_list")(
        client=generated, facets=facets, fields=fields, page=2, page_size=5
    ).parsed
    assert set(listed.facets.to_dict()) == {"theme", "partner"}
    assert len(listed.results) == 5
    assert set(listed.results[0].to_dict()) == {"slug", "url", "title", "dates"}


def test_a_generated_client_follows_changes(site, generated):
    changes = call("changes.changes_list")(client=generated, since=0, page_size=500)
    assert changes.parsed.latest == site.json("/api/v1/")["sequence"]
    assert changes.parsed.results[0].operation == "published"


def test_a_generated_client_understands_a_refusal(generated):
    refused = call("events.events_list")(client=generated, theme=["trade"])
    assert refused.status_code == 400
    assert refused.parsed.errors[0].parameter == "theme"
    missing = call("events.events_retrieve")("no-such-event", client=generated)
    assert (missing.status_code, missing.parsed.status) == (404, 404)


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.ending)
def test_a_generated_client_takes_every_form(site, generated, form):
    word = form.kinds[0].plural
    name = f"{word}.{word}_as_{form.ending.replace('.', '_')}"
    assert call(name)(client=generated).content == site.get(f"/{word}.{form.ending}")


def test_schemathesis_finds_nothing(site, examples):
    command = [FOLDER / "schemathesis", "--config-file", SCHEMATHESIS, "run"]
    command += [f"{site.url}/api/v1/openapi.json", "--url", site.url]
    command += ["--max-examples", str(examples), "--checks", "all", "--no-color"]
    if examples < 10:  # the whole of it takes half an hour
        command += ["--phases", "fuzzing", "--include-path-regex", "^/(api|events)"]
    done = subprocess.run(
        command,
        cwd=site.tracker.environment["DATA_DIR"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:]
