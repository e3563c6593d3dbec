"""Long work on an import, in a process of its own: no request waits for it."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from activities.models import ImportBatch
from activities.models.importing import BatchState

STEPS = ("plan", "apply", "undo")
BUSY = (BatchState.PLANNING, BatchState.RUNNING, BatchState.UNDOING)
# Where a batch may stand for each of STEPS to begin.
BEGINS = (
    (BatchState.PLANNING,),
    (BatchState.PLANNED, BatchState.APPLIED),
    (BatchState.APPLIED,),
)
SILENT = timedelta(seconds=60)  # without a sign of life the process is taken for dead


def begin(batch: ImportBatch, step: str, by: Any = None) -> bool:
    """Take a batch to itself for a step, and start that. False: someone else has."""
    place = STEPS.index(step)
    mine = ImportBatch.objects.filter(pk=batch.pk)
    changes = {"state": BUSY[place], "beat_at": timezone.now(), "done": 0}
    if batch.state == BUSY[place]:
        # Broken off: of two who go on with it, one finds the sign of life it has seen.
        mine = mine.filter(state=batch.state, beat_at=batch.beat_at)
        if is_busy(batch):
            return False
    else:
        mine = mine.filter(state__in=BEGINS[place])
    if not mine.update(**changes):
        return False
    start(batch, step, by)
    return True


def start(batch: ImportBatch, step: str, by: Any = None) -> None:
    """Begin a step of STEPS in another process, or here where settings say so."""
    words = [str(batch.pk), step, *(["--by", str(by.pk)] if by else [])]
    ImportBatch.objects.filter(pk=batch.pk).update(beat_at=timezone.now())
    if settings.IMPORTS_AT_ONCE:
        call_command("work_on_import", *words)
        return
    # It is to find what the request has written.
    transaction.on_commit(lambda: _start_process(words))


def _start_process(words: list[str]) -> None:
    manage = str(settings.BASE_DIR / "manage.py")
    subprocess.Popen(  # noqa: S603 - our own command, and numbers
        [sys.executable, manage, "work_on_import", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def is_busy(batch: ImportBatch) -> bool:
    """Whether a living process works on the batch."""
    if batch.state not in BUSY or batch.beat_at is None:
        return False
    return timezone.now() - batch.beat_at < SILENT


def broken_off(batch: ImportBatch) -> str:
    """The step to take again where a process died in it; empty where none did."""
    if batch.state not in BUSY or is_busy(batch):
        return ""
    return dict(zip(BUSY, STEPS, strict=True))[BatchState(batch.state)]
