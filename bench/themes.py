"""How good the rules for themes are: `themes.py FILE`, an IATI file of IOM.

IOM's own project types (sector vocabulary 99) are taken for true labels, by the rules
for them; what the rules for DAC codes suggest without them is held against these.
Coverage is the share of activities that get a suggestion at all.
"""

import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtracker.settings")

import django

django.setup()

from activities.imports.iati.reader import read
from activities.imports.suggestions import Suggestions


def main() -> None:
    rules = Suggestions()
    counts, by_code = Counter(), {}
    for reading in read(Path(sys.argv[1])):
        told, publisher = reading.values["classifications"], reading.reporter.ref
        others = [one for one in told if one["vocabulary"] == "1"]
        true = {one["theme"] for one in rules.of(told, publisher)}
        guessed = {one["theme"] for one in rules.of(others, "")}
        counts["activities"] += 1
        counts["with a theme by IOM's types"] += bool(true)
        counts["with a theme by DAC codes"] += bool(guessed)
        counts["themes by DAC codes"] += len(guessed)
        counts["of them right"] += len(guessed & true)
        for one in others:
            known = by_code.setdefault(one["code"], Counter())
            known.update(true or {"none"})
    for name, count in counts.items():
        print(f"{name}: {count:,}")
    share = counts["of them right"] / max(counts["themes by DAC codes"], 1)
    coverage = counts["with a theme by IOM's types"] / counts["activities"]
    print(f"precision of the DAC rules: {share:.0%}")
    print(f"coverage of the rules for IOM's types: {coverage:.0%}")
    for code, known in sorted(by_code.items()):
        print(code, dict(known.most_common(4)))


if __name__ == "__main__":
    main()
