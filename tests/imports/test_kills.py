"""An import whose process is killed leaves no record half-written, and goes on."""

import random
import signal
import time

import pytest

from tests.imports.files import iati_activity, iati_file
from tests.trackers import tracker

SIZE = 120
REPORT = """<document-link url="https://example.org/{0}" format="application/pdf">
<title><narrative>Report {0}</narrative></title><category code="A08"/></document-link>
"""
# Says when it begins to write, and is never told when it will be killed.
IMPORT = """
from pathlib import Path
from activities.imports import batches
from tests.imports.files import planned
batch = planned(Path({path!r}))
batches.choose(batch, None)
print("begun", flush=True)
batches.apply(batch)
"""
# Every activity that is there is there whole, public, and noted as applied.
CHECK = """
from activities.catalogue.models import Entry
from activities.models import Activity, ImportItem, Publication
from partners.models import Organization
found = Activity.objects.filter(activityidentifier__value__startswith="XM-1-")
for one in found:
    parts = (one.budget_set, one.participation_set, one.recordplace_set,
             one.classification_set, one.citation_set, one.publications)
    assert [part.count() for part in parts] == [1] * 6, one
    assert one.original.element and one.original.groups, one
    assert one.state == "published" and one.published_version == one.version, one
    assert Entry.objects.filter(kind="activity", key=one.slug).exists(), one
    assert ImportItem.objects.filter(slug=one.slug).exclude(applied_at=None).exists()
noted = ImportItem.objects.exclude(applied_at=None).values_list("slug", flat=True)
assert set(noted) == set(found.values_list("slug", flat=True))
works = Publication.objects.filter(url__startswith="https://example.org/")
assert works.count() == len(found)
print(len(found))
"""


@pytest.mark.slow
def test_an_import_killed_at_any_moment_is_whole_and_goes_on(tmp_path, kills):
    draw = random.Random(kills)
    activities = [
        iati_activity(number, body=REPORT.format(number), funder=f"Funder {number % 7}")
        for number in range(SIZE)
    ]
    path = str(iati_file(tmp_path, *activities))
    with tracker(tmp_path / "data") as mine:
        mine.manage("load_content", "-v0", "--folder", "fixtures")
        for _ in range(max(2, kills // 3)):
            process = mine.start(IMPORT.format(path=path))
            process.stdout.readline()
            time.sleep(draw.random() * 3)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            mine.python(CHECK)
        mine.start(IMPORT.format(path=path)).communicate()
        assert int(mine.python(CHECK)) == SIZE
        told = mine.manage("import_iati", path, "--publish")
        assert f"Unchanged: {SIZE}" in told
