"""The OpenAPI description: valid, and true of the answers."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from activities.catalogue.kinds import PAGED

pytestmark = pytest.mark.django_db

LISTS = [kind.plural for kind in PAGED]


@pytest.fixture
def schema(client):
    return json.loads(client.get("/api/v1/openapi.json").content)


@pytest.mark.once  # it describes the program alone
def test_the_description_is_valid_openapi(schema):
    validate(schema)
    assert schema["openapi"].startswith("3.1")


def errors(schema, operation, answer):
    described = schema["paths"][operation]["get"]["responses"]["200"]
    shape = described["content"]["application/json"]["schema"]
    whole = {**shape, "components": schema["components"]}
    return [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in Draft202012Validator(whole).iter_errors(answer)
    ]


@pytest.mark.parametrize("kind", LISTS)
def test_lists_and_records_have_the_shape_described(client, schema, kind):
    listed = json.loads(client.get(f"/api/v1/{kind}/?page_size=200").content)
    assert not errors(schema, f"/api/v1/{kind}/", listed)
    for row in listed["results"]:
        record = json.loads(client.get(row["api_url"]).content)
        assert not errors(schema, f"/api/v1/{kind}/{{key}}/", record), row["slug"]


@pytest.mark.parametrize("kind", LISTS)
def test_nothing_is_answered_that_is_not_described(client, schema, kind):
    listed = json.loads(client.get(f"/api/v1/{kind}/").content)
    path = schema["paths"][f"/api/v1/{kind}/{{key}}/"]["get"]
    name = path["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    described = schema["components"]["schemas"][name.rsplit("/", 1)[1]]["properties"]
    record = json.loads(client.get(listed["results"][0]["api_url"]).content)
    assert set(record) <= set(described)


@pytest.mark.parametrize("kind", LISTS)
def test_every_parameter_that_is_taken_is_described(client, schema, kind):
    refusal = json.loads(client.get(f"/api/v1/{kind}/?nothing=1").content)
    taken = set(refusal["errors"][0]["allowed"])
    listed = schema["paths"][f"/api/v1/{kind}/"]["get"]["parameters"]
    assert {one["name"] for one in listed} == taken
    assert all(one["description"] for one in listed)
