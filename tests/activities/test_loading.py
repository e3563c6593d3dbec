"""What a fixture has wrong is told of its record, and nothing of it is loaded."""

import json

import pytest

from activities.imports import fixtures
from activities.models import Event

pytestmark = pytest.mark.django_db

EVENT = {"slug": "one", "title": "One", "kind": "workshop"}


@pytest.fixture
def load(tmp_path):
    """Loads a folder that has these events and nothing else."""

    def load_events(*events):
        for subject in fixtures.SUBJECTS:
            rows = events if subject.name == "events" else []
            (tmp_path / f"{subject.name}.json").write_text(json.dumps(rows))
        return fixtures.load(tmp_path)

    return load_events


def test_what_is_right_is_loaded(load):
    assert load(EVENT)["events"] == 1
    assert Event.objects.get(slug="one").title == "One"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "party"}, "is not a valid choice"),
        ({"dates": "2005-13"}, "“2005-13” is not a date"),
        ({"titel": "Two"}, "titel"),
        ({"activity": "none"}, "there is no Activity “none”"),
        ({"follows": [{"event": "two"}]}, "followup"),
    ],
)
def test_what_is_wrong_is_told_of_its_record(load, wrong, told):
    with pytest.raises(fixtures.FixtureError, match=f"events, two: .*{told}"):
        load(EVENT, EVENT | {"slug": "two"} | wrong)
    assert not Event.objects.filter(slug__in=("one", "two")).exists()
