"""Fill an empty tracker with made-up published records: `fill.py NUMBER`."""

import json
import os
import sys
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtracker.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from activities.catalogue import store, vocabulary
from activities.catalogue.index import follower
from bench.corpus import Corpus

AT_ONCE = 5000


def main() -> None:
    size = int(sys.argv[1])
    call_command("prepare", verbosity=0)
    known = vocabulary.at(follower.catalogue_position()).keys("place")
    countries = [code for code, about in known.items() if about["kind"] == "country"]
    corpus = Corpus(countries)
    begun = time.perf_counter()
    # The index is made at the end, at once, as `rebuild_index` does.
    follower.catch_up = lambda: None
    put(corpus.partners())
    put(corpus.records(size))
    published = time.perf_counter() - begun
    begun = time.perf_counter()
    count = follower.rebuild()
    indexed = time.perf_counter() - begun
    sizes = sum(
        path.stat().st_size for path in settings.INDEX_DIR.rglob("*") if path.is_file()
    )
    figures = {
        "entries": f"{count:,}",
        "publishing: entries/s": f"{count / published:,.0f}",
        "rebuild_index: s": f"{indexed:.1f}",
        "index on disk: MB": f"{sizes / 1e6:.0f}",
    }
    (settings.DATA_DIR / "filled").write_text(json.dumps(figures))


def put(snapshots) -> None:
    while some := list(islice(snapshots, AT_ONCE)):
        with store.writing() as catalogue:
            catalogue.put(some)


if __name__ == "__main__":
    main()
