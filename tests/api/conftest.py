"""The 2005 contribution, served over HTTP: made once for all tests that need it."""

import pytest

from tests.servers import serving
from tests.trackers import tracker


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with tracker(folder, prepared=True) as mine, serving(mine) as served:
        yield served
