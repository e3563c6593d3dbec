"""Within v1 nothing is taken away: the description is held against the last one."""

import copy
from datetime import date

import pytest

from activities.api import deprecations
from activities.api.deprecations import Deprecation
from tests.api.promise import broken, described, promised


def test_nothing_that_was_promised_is_taken_away():
    assert broken(promised(), described()) == []


def test_what_is_added_is_recorded():
    remedy = "the API's description changed: python -m tests.api.promise"
    assert promised() == described(), remedy


@pytest.fixture
def schema():
    return copy.deepcopy(promised())


def _no_path(schema):
    del schema["paths"]["/api/v1/events/{key}/"]


def _no_parameter(schema):
    schema["paths"]["/events.csv"]["get"]["parameters"].pop()


def _fewer_values(schema):
    for one in schema["paths"]["/api/v1/events/"]["get"]["parameters"]:
        if one["name"] == "sort":
            one["schema"]["enum"].pop()


def _shorter_pages(schema):
    for one in schema["paths"]["/api/v1/events/"]["get"]["parameters"]:
        if one["name"] == "page_size":
            one["schema"]["maximum"] -= 1


def _required_parameter(schema):
    schema["paths"]["/api/v1/changes/"]["get"]["parameters"][0]["required"] = True


def _no_field(schema):
    del schema["components"]["schemas"]["Event"]["properties"]["chain"]


def _field_may_be_missing(schema):
    schema["components"]["schemas"]["Event"]["required"].remove("title")


def _another_type(schema):
    count = schema["components"]["schemas"]["EventsList"]["properties"]["count"]
    count["type"] = "string"


def _may_be_null(schema):
    title = schema["components"]["schemas"]["Event"]["properties"]["title"]
    title["type"] = ["string", "null"]


def _another_media_type(schema):
    answer = schema["paths"]["/events.csv"]["get"]["responses"]["200"]
    answer["content"] = {"text/plain": answer["content"].popitem()[1]}


BREAKS = [
    *(_no_path, _no_parameter, _fewer_values, _shorter_pages, _required_parameter),
    *(_no_field, _field_may_be_missing, _another_type, _may_be_null),
    _another_media_type,
]


@pytest.mark.parametrize("breaks", BREAKS, ids=lambda one: one.__name__.strip("_"))
def test_a_breaking_change_is_seen(schema, breaks):
    breaks(schema)
    assert broken(promised(), schema)


def test_an_addition_breaks_nothing(schema):
    event = schema["components"]["schemas"]["Event"]
    event["properties"]["weather"] = {"type": "string"}
    event["required"].append("weather")
    events = schema["paths"]["/api/v1/events/"]["get"]
    events["parameters"].append({"name": "weather", "in": "query", "schema": {}})
    schema["paths"]["/api/v1/weather/"] = {"get": {"responses": {}}}
    assert broken(promised(), schema) == []


@pytest.mark.django_db
def test_what_is_to_go_says_when(client, monkeypatch):
    going = Deprecation(
        "/api/v1/events/", date(2027, 1, 1), date(2029, 1, 2), parameter="language"
    )
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (going,))
    answer = client.get("/api/v1/events/?language=en")
    assert answer["Deprecation"] == "@1798761600"
    assert answer["Sunset"] == "Tue, 02 Jan 2029 00:00:00 GMT"
    assert answer["Link"] == '</api/docs/#promise>; rel="deprecation"'
    assert "Deprecation" not in client.get("/api/v1/events/")


def test_less_than_24_months_of_notice_is_refused():
    with pytest.raises(ValueError, match="24 months"):
        Deprecation("/api/v1/events/", date(2027, 1, 1), date(2028, 12, 31))
