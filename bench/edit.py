"""Publish twenty edits and ask the server on a port until it shows each."""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtracker.settings")

import django

django.setup()

from activities.catalogue import store
from activities.catalogue.index import follower
from activities.catalogue.models import Entry


def main() -> None:
    port = int(sys.argv[1])
    seen, refreshed = [], []
    for number in range(20):
        word = f"zqedit{time.time_ns()}{number}"
        entry = Entry.objects.get(kind="activity", key=f"activity-{number + 1}")
        snapshot = {**entry.snapshot, "title": f"Edited {word}"}
        begun = time.perf_counter()
        with store.writing() as catalogue:
            catalogue.put([("activity", snapshot)])
        refreshed.append(time.perf_counter() - begun)
        while count(port, word) == 0:
            time.sleep(0.001)
        seen.append(time.perf_counter() - begun)
    follower.catch_up()
    print(
        json.dumps(
            {
                "edit published, index refreshed: ms, median (worst)": told(refreshed),
                "edit seen by another process: ms, median (worst)": told(seen),
            }
        )
    )


def count(port: int, word: str) -> int:
    address = f"http://127.0.0.1:{port}/api/v1/activities/?q={word}"
    with urlopen(address) as answer:
        return int(json.load(answer)["count"])


def told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ({max(seconds) * 1000:.0f})"


if __name__ == "__main__":
    main()
