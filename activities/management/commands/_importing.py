"""What the two commands that import have in common: a plan shown, or applied."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.imports import batches
from activities.imports.plan import Planned, Planner
from activities.imports.readings import UnreadableFile
from activities.models import ImportBatch, ImportMapping
from activities.models.importing import BatchState, FileKind, Verdict

SHOWN = 20  # problems that are told one by one; of the others their number


class ImportCommand(BaseCommand):
    """Shows what an import would do; does it with --apply, and makes it public."""

    kind: FileKind

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="Do it.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Make what is imported public at once; without it they are drafts.",
        )

    def run(
        self,
        paths: list[Path],
        *,
        apply: bool,
        publish: bool,
        mapping: ImportMapping | None = None,
    ) -> None:
        """Plan or import the files. Raises CommandError for what cannot be read."""
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file {path}.")
        if apply:
            self._apply(paths, publish, mapping)
        else:
            self._show(paths, publish, mapping)

    def _show(
        self, paths: list[Path], publish: bool, mapping: ImportMapping | None
    ) -> None:
        counts: Counter[str] = Counter()
        problems: Counter[tuple[str, str]] = Counter()
        path = paths[0].parent if self.kind == FileKind.TABLES else paths[0]
        try:
            for one in Planner(publish=publish).plan(
                batches.readings(self.kind, path, mapping)
            ):
                counts[one.verdict] += 1
                self._tell_problems(one, problems)
        except UnreadableFile as error:
            raise CommandError(_told(error.problem.__dict__)) from error
        self._summarize(counts, problems)
        self.stdout.write("Nothing was written. --apply imports it.")

    def _apply(
        self, paths: list[Path], publish: bool, mapping: ImportMapping | None
    ) -> None:
        opened = [(path.name, path.open("rb")) for path in paths]
        batch = batches.store(opened, self.kind, mapping=mapping, publish=publish)
        for _name, file in opened:
            file.close()
        batches.plan(batch)
        if batch.state == BatchState.REFUSED:
            told = _told(batch.problem or {})
            batches.discard(batch)
            raise CommandError(told)
        batches.choose(batch, None)
        counts = Counter(batches.verdicts(batch))
        count = batches.apply(batch)
        self._summarize(counts, _problems_of(batch))
        refused = batch.items.filter(verdict=Verdict.REFUSED).count()
        self.stdout.write(
            f"Import {batch.pk}: {count} records written, {refused} refused."
            f" To take it back: manage.py undo_import {batch.pk}"
        )

    def _tell_problems(
        self, planned: Planned, problems: "Counter[tuple[str, str]]"
    ) -> None:
        for problem in planned.problems:
            told = (problem["level"], problem["message"])
            problems[told] += 1
            if sum(problems.values()) <= SHOWN:
                self.stdout.write(f"{planned.reading.identifier}: {_told(problem)}")

    def _summarize(
        self, counts: "Counter[str]", problems: "Counter[tuple[str, str]]"
    ) -> None:
        for verdict in Verdict:
            self.stdout.write(f"{verdict.label}: {counts[verdict]}")
        levels: Counter[str] = Counter()
        for (level, _message), count in problems.items():
            levels[level] += count
        for level, count in sorted(levels.items()):
            self.stdout.write(f"Problems, {level}: {count}")


def _problems_of(batch: ImportBatch) -> "Counter[tuple[str, str]]":
    lists: Iterable[list[dict[str, Any]]] = batch.items.exclude(
        problems=[]
    ).values_list("problems", flat=True)
    return Counter((one["level"], one["message"]) for some in lists for one in some)


def _told(problem: dict[str, Any]) -> str:
    """A problem in a line: what, where, and the remedy."""
    where = f"line {problem['line']}" if problem.get("line") else ""
    place = ", ".join(filter(None, [where, str(problem.get("path", ""))]))
    said = f"{problem['message']} {problem.get('remedy', '')}".strip()
    return f"{place}: {said}" if place else said
