"""The table of figures: `make bench`, or `python bench/run.py --sizes 20000 200000`.

For each size a tracker of its own is filled under DATA_DIR/bench (kept for the next
time), served as `make run` does, and asked over HTTP. Prints a Markdown table.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.clients import Client, Timing, one_by_one, together

FACETS = "theme,region,country,partner,year,status,kind"
SUB_REGIONS = [
    "015",
    "202",
    "419",
    "021",
    "143",
    "030",
    "035",
    "034",
    "145",
    "151",
    "154",
    "039",
    "155",
    "053",
]
ONE_YEAR = "?year=2015"  # a workbook holds 100,000 rows
PORT = 8765


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 200_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    columns = {size: measured(size, options.rounds) for size in options.sizes}
    names = list(next(iter(columns.values())))
    print(
        "\n| figure | " + " | ".join(f"{size:,} activities" for size in columns) + " |"
    )
    print("|---|" + "---|" * len(columns))
    for name in names:
        print(
            f"| {name} | "
            + " | ".join(column[name] for column in columns.values())
            + " |"
        )


def measured(size: int, rounds: int) -> dict[str, str]:
    """Fill, serve and ask a tracker of so many activities."""
    folder = Path(os.environ.get("DATA_DIR", ROOT / "var")) / "bench" / str(size)
    environment = {**os.environ, "DATA_DIR": str(folder), "RATE_LIMIT": "0"}
    if not (folder / "filled").exists():
        fill = [sys.executable, str(ROOT / "bench" / "fill.py"), str(size)]
        subprocess.run(fill, env=environment, check=True)
    figures = json.loads((folder / "filled").read_text())
    lists = list_paths()
    nothing = {"ANSWER_CACHE_MB": "0", "COUNTS_KEPT": "0"}
    counts = {"ANSWER_CACHE_MB": "0"}
    figures |= asked({**environment, **nothing}, lists, rounds, "nothing kept")
    figures |= asked({**environment, **counts}, lists, rounds, "broad counts kept")
    figures |= asked(environment, lists, rounds, "answers kept")
    figures |= exported(environment, rounds, "" if size <= 100_000 else ONE_YEAR)
    figures |= edited(environment, folder)
    return figures


def list_paths() -> list[str]:
    """One theme in one sub-region with seven counts: all 70 pairs, mixed."""
    pairs = [(theme, place) for place in SUB_REGIONS for theme in range(1, 6)]
    return [
        f"/api/v1/activities/?theme=hld2006-topics-{theme}&place={place}&facets={FACETS}"
        for theme, place in pairs
    ]


def asked(
    environment: dict[str, str], paths: list[str], rounds: int, how: str
) -> dict[str, str]:
    with Server(environment) as server:
        for _ in range(3):  # each worker gets its caches
            for path in paths:
                server.client.get(path)
        single = [one_by_one(PORT, paths * 3, {}) for _ in range(rounds)]
        many = [together(PORT, paths, 16, 5) for _ in range(rounds)]
        _status, etag = server.client.get(paths[0])
        known = {"If-None-Match": etag}
        repeats = [one_by_one(PORT, paths * 3, known) for _ in range(rounds)]
        live = [one_by_one(PORT, ["/livez"] * 210, {}) for _ in range(rounds)]
        memory = server.memory()
    found = {
        f"list + 7 counts, {how}: ms p50 / p95 / p99": str(middle(single)),
        f"the same, 16 clients, {how}: answers/s": f"{statistics.median(many):.0f}",
    }
    if how == "answers kept":
        found |= {
            "repeat with If-None-Match, 304: ms p50 / p95 / p99": str(middle(repeats)),
            "empty view, for comparison: ms p50 / p95 / p99": str(middle(live)),
            "memory of a worker: MiB": f"{memory:.0f}",
            "start to first answer: s": f"{server.start_seconds:.2f}",
        }
    return found


def exported(environment: dict[str, str], rounds: int, chosen: str) -> dict[str, str]:
    """Take all activities as JSON Lines and CSV, and those chosen as a workbook."""
    found = {}
    with Server(environment) as server:
        before = server.memory()
        for ending, name in (("jsonl", "JSON Lines"), ("csv", "CSV")):
            taken = [server.client.take(f"/activities.{ending}") for _ in range(rounds)]
            rate = statistics.median(one.bytes / one.seconds for one in taken) / 1e6
            size = f"{taken[0].bytes / 1e6:.0f} MB"
            found[f"all activities as {name}: MB/s"] = f"{rate:.1f} (of {size})"
        grown = server.memory() - before
        found["memory that this took: MiB"] = f"{grown:.0f}"
        taken = [server.client.take("/activities.xlsx" + chosen) for _ in range(rounds)]
        seconds = statistics.median(one.seconds for one in taken)
        rows = server.client.count("/api/v1/activities/" + chosen)
        found["a workbook: s"] = f"{seconds:.1f} ({rows:,} rows)"
    return found


def edited(environment: dict[str, str], folder: Path) -> dict[str, str]:
    """Publish an edit twenty times; how long until another process shows it."""
    script = str(ROOT / "bench" / "edit.py")
    with Server(environment):
        done = subprocess.run(
            [sys.executable, script, str(PORT)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
    return dict(json.loads(done.stdout))


def middle(timings: list[Timing]) -> Timing:
    return sorted(timings, key=lambda one: one.p50)[len(timings) // 2]


class Server:
    """The tracker's server, as `make run` starts it, for the time of a measurement."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __enter__(self) -> "Server":
        begun = time.perf_counter()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        command += ["--host", "127.0.0.1", "--port", str(PORT), "--workers", "2"]
        command += ["--blocking-threads", "2", "--log-level", "warning"]
        command += ["iomtracker.wsgi:application"]
        self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT)
        while True:
            try:
                self.client = Client(PORT)
                self.client.get(
                    "/api/v1/activities/?page_size=1&theme=hld2006-topics-1"
                )
                break
            except OSError:
                time.sleep(0.02)
        self.start_seconds = time.perf_counter() - begun
        return self

    def memory(self) -> float:
        """Resident memory of the largest worker, in MiB."""
        pids = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        sizes = [_resident(pid) for pid in [*pids, str(self.process.pid)]]
        return max(sizes) / 1024

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(30)


def _resident(pid: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()
