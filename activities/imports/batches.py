"""The life of an import: a file is stored, planned, chosen from, applied, undone.

Commands and the desk take the same steps. The stored file is read again at each; a
step that was broken off is taken again from its beginning, and finds what is done.
"""

import hashlib
import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from activities import roles
from activities.imports.plan import Planned, Planner
from activities.imports.readings import Reading, UnreadableFile
from activities.imports.run import Run
from activities.models import ImportBatch, ImportItem, ImportMapping
from activities.models.importing import BatchState, FileKind, Verdict

AT_ONCE = 200
PIECE = 1 << 20
CHANGES = (Verdict.NEW, Verdict.EXISTING)


def root() -> Path:
    """The folder of all stored files."""
    return Path(settings.DATA_DIR) / "imports"


def folder_of(batch: ImportBatch) -> Path:
    """Where the files of a batch are stored, by what they hold: numbers come again."""
    return root() / f"{batch.pk}-{batch.sha256[:16]}"


def store(
    files: Iterable[tuple[str, IO[bytes]]],
    kind: FileKind,
    *,
    mapping: ImportMapping | None = None,
    publish: bool = False,
    by: Any = None,
) -> ImportBatch:
    """Store files, each a name and its bytes, as a new batch without a plan yet.

    Raises roles.Refused where `by` may not import.
    """
    roles.require(by, "import")
    fresh, names = root() / uuid.uuid4().hex, []
    fresh.mkdir(parents=True)
    digest = hashlib.sha256()
    for name, content in files:
        names.append(Path(name).name)
        with (fresh / names[-1]).open("wb") as kept:
            while piece := content.read(PIECE):
                digest.update(piece)
                kept.write(piece)
    batch = ImportBatch.objects.create(
        kind=kind,
        file_name=", ".join(names)[:250],
        sha256=digest.hexdigest(),
        mapping=mapping,
        publish=publish,
        by=by,
    )
    shutil.rmtree(folder_of(batch), ignore_errors=True)
    fresh.rename(folder_of(batch))
    return batch


def discard(batch: ImportBatch) -> None:
    """Forget a batch of which nothing was applied, and its files."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)
    batch.delete()


def readings(
    kind: FileKind, path: Path, mapping: ImportMapping | None = None
) -> Iterator[Reading]:
    """The readings of a file, or of a folder of tables. Raises UnreadableFile."""
    # Each is loaded by whom it reads for alone: openpyxl takes a while.
    if kind == FileKind.TABLES:
        from activities.imports.tables.mapping import Mapping
        from activities.imports.tables.reader import read as read_tables

        tables = mapping.tables if mapping else []
        return read_tables(path, Mapping.from_json(tables))
    from activities.imports.iati.reader import read as read_iati

    return read_iati(path)


def readings_of(batch: ImportBatch) -> Iterator[Reading]:
    """The readings of a batch's stored files. Raises UnreadableFile."""
    folder = folder_of(batch)
    path = folder if batch.kind == FileKind.TABLES else next(folder.iterdir())
    return readings(FileKind(batch.kind), path, batch.mapping)


def plan(batch: ImportBatch) -> None:
    """Work out what the import would do, and keep it as the batch's items.

    A file that cannot be read to its end is refused, with the problem in the batch.
    """
    batch.items.all().delete()
    _move(batch, BatchState.PLANNING, done=0, problem=None)
    try:
        plans = Planner(publish=batch.publish).plan(readings_of(batch))
        while some := list(islice(plans, AT_ONCE)):
            ImportItem.objects.bulk_create([_item(batch, one) for one in some])
            _move(batch, BatchState.PLANNING, done=some[-1].position)
    except UnreadableFile as error:
        problem = asdict(error.problem) | {"level": str(error.problem.level)}
        _move(batch, BatchState.REFUSED, problem=problem)
        return
    _move(batch, BatchState.PLANNED)


def choose(batch: ImportBatch, positions: Iterable[int] | None) -> None:
    """Choose items by their positions; None chooses all that would change something."""
    with transaction.atomic():
        open_items = batch.items.filter(applied_at=None)
        open_items.update(chosen=False)
        wanted = open_items.filter(verdict__in=CHANGES)
        if positions is not None:
            wanted = wanted.filter(position__in=list(positions))
        wanted.update(chosen=True)


def apply(batch: ImportBatch, by: Any = None) -> int:
    """Apply what is chosen and not applied yet. Returns how many records that were.

    Raises roles.Refused where `by` may not import.
    """
    roles.require(by, "import")
    _move(batch, BatchState.RUNNING, done=0)
    run = Run(batch, by)
    count = run.apply(run.planner.plan(readings_of(batch)))
    _move(batch, BatchState.APPLIED)
    return count


def verdicts(batch: ImportBatch) -> dict[str, int]:
    """How many records of the file have each verdict."""
    rows = batch.items.order_by().values_list("verdict").annotate(Count("pk"))
    return dict.fromkeys(Verdict.values, 0) | dict(rows)


def _item(batch: ImportBatch, planned: Planned) -> ImportItem:
    return ImportItem(
        batch=batch,
        position=planned.position,
        line=planned.reading.line,
        identifier=planned.reading.identifier[:250],
        title=planned.title,
        verdict=planned.verdict,
        problems=planned.problems,
        differences=planned.differences,
        chosen=planned.verdict in CHANGES,
        record_kind=str(planned.kind),
        slug=planned.slug,
    )


def _move(batch: ImportBatch, state: BatchState, **changes: Any) -> None:
    changes |= {"state": state, "beat_at": timezone.now()}
    for name, value in changes.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(changes))
