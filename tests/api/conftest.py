"""The 2005 contribution, served over HTTP: made once for all tests that need it."""

import pytest

from tests.servers import serving
from tests.trackers import tracker


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with tracker(tmp_path_factory.mktemp("site")) as mine:
        mine.manage("prepare", "-v0")
        with serving(mine) as served:
            yield served
