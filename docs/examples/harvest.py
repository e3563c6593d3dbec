"""Keeps a copy of everything public, and brings it up to date: `harvest.py SITE FILE`.

Needs Python 3.11 and nothing else. Run it as often as you like: it asks for what has
changed since the last time, and for nothing else.
"""

import gzip
import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def get(address):
    """The answer of an address, as bytes; waits where it is told to wait."""
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310
                return answer.read()
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("Retry-After", 5)))


def begin(site):
    """A whole copy from the newest dump, and the address of what changed since."""
    manifest = json.loads(get(f"{site}/api/v1/dumps/"))
    entries = {}
    for file in manifest["files"]:
        if file["media_type"] == "application/jsonl":
            for line in gzip.decompress(get(file["url"])).splitlines():
                document = json.loads(line)
                entries[f"{document['record']}/{document['slug']}"] = document
    return {"resume": manifest["changes"], "entries": entries}


def update(copy):
    """Apply every change since the copy was last brought up to date, in order."""
    address = copy["resume"]
    while address:
        page = json.loads(get(address))
        for change in page["results"]:
            key = f"{change['record']}/{change['slug']}"
            if change["operation"] in ("withdrawn", "deleted", "replaced"):
                copy["entries"].pop(key, None)
            elif change["document"]:
                copy["entries"][key] = change["document"]
        copy["resume"], address = page["resume"], page["next"]


def main(site, file):
    path = Path(file)
    copy = json.loads(path.read_text()) if path.exists() else begin(site)
    try:
        update(copy)
    except urllib.error.HTTPError as error:
        if error.code != 410:
            raise
        copy = begin(site)  # the catalogue was made anew: so is the copy
        update(copy)
    path.write_text(json.dumps(copy))
    print(len(copy["entries"]), "entries, up to", copy["resume"])  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2])
