"""IATI files of a test's own, and imports of them as staff or a command would do."""

from pathlib import Path

from activities.imports import batches
from activities.models import Activity, ImportBatch
from activities.models.importing import FileKind

REPORTER = "XM-1"


def iati_activity(
    number: int | str = 1,
    *,
    title: str = "",
    body: str = "",
    funder: str = "Made Funder",
    funder_ref: str = "XM-2",
    country: str = "KE",
    sector: str = "15190",
    amount: str = "100",
) -> str:
    """An activity with all that becomes parts; `body` stands at its end."""
    return f"""
<iati-activity xml:lang="en" default-currency="USD">
 <iati-identifier>{REPORTER}-{number}</iati-identifier>
 <reporting-org ref="{REPORTER}" type="40">
  <narrative>Made Agency</narrative>
 </reporting-org>
 <title><narrative>{title or f"Project {number}"}</narrative></title>
 <description type="1">
  <narrative>What project {number} does.</narrative>
 </description>
 <participating-org ref="{funder_ref}" type="10" role="1">
  <narrative>{funder}</narrative>
 </participating-org>
 <activity-status code="2"/>
 <activity-date type="2" iso-date="2020-01-01"/>
 <activity-date type="3" iso-date="2021-12-31"/>
 <recipient-country code="{country}"/>
 <sector vocabulary="1" code="{sector}"><narrative>A sector</narrative></sector>
 <budget type="1" status="2">
  <period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
  <value currency="USD" value-date="2020-01-01">{amount}</value>
 </budget>
 {body}
</iati-activity>"""


def iati_file(folder: Path, *activities: str, name: str = "file.xml") -> Path:
    """Write a file of these activities."""
    path = folder / name
    inside = "".join(activities)
    path.write_text(f'<iati-activities version="2.03">{inside}</iati-activities>')
    return path


def planned(path: Path, *, publish: bool = True) -> ImportBatch:
    """A batch of the file with its plan; nothing is applied."""
    with path.open("rb") as content:
        files = [(path.name, content)]
        batch = batches.store(files, FileKind.IATI, publish=publish)
    batches.plan(batch)
    return batch


def imported(path: Path, *, publish: bool = True) -> ImportBatch:
    """A batch of the file, with all that would change something applied."""
    batch = planned(path, publish=publish)
    batches.choose(batch, None)
    batches.apply(batch)
    return batch


def activity(number: int | str = 1) -> Activity:
    """The activity that an import of `iati_activity(number)` makes."""
    return Activity.objects.get(
        activityidentifier__scheme="iati",
        activityidentifier__value=f"{REPORTER}-{number}",
    )
