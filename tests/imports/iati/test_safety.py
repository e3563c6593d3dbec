"""What a file may do to the machine that reads it: nothing."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from activities.imports.iati import stream
from tests.imports.iati.building import element, file_of, read_file

pytestmark = pytest.mark.once  # files alone

ROOT = Path(__file__).resolve().parents[3]
XXE = """<!DOCTYPE iati-activities {doctype}>
<iati-activities version="2.03"><iati-activity><title><narrative>&x;</narrative></title>
</iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    "doctype",
    [
        '[<!ENTITY x SYSTEM "{address}">]',
        '[<!ENTITY % x SYSTEM "{address}"> %x;]',
        'SYSTEM "{address}"',
        'PUBLIC "-//X//Y" "{address}"',
    ],
)
def test_nothing_outside_of_the_file_is_fetched(doctype, tmp_path):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
        thread = threading.Thread(target=_listen, args=(server, asked))
        thread.start()
        text = XXE.format(doctype=doctype.format(address=address))
        readings, refused = read_file(tmp_path, text)
        thread.join()
    assert not asked
    assert not readings
    assert "DOCTYPE" in refused.problem.message


def _listen(server: socket.socket, asked: list[object]) -> None:
    try:
        asked.append(server.accept())
    except TimeoutError:
        return


def test_no_file_of_the_machine_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    doctype = f'[<!ENTITY x SYSTEM "{secret.as_uri()}">]'
    readings, refused = read_file(tmp_path, XXE.format(doctype=doctype))
    assert not readings
    assert "the secret" not in str(vars(refused.problem))


@pytest.mark.parametrize("body", ["<x/>" * 50_000, "<x>y</x>\n" * 50_000])
def test_a_record_without_end_is_refused_before_it_fills_the_memory(
    body, tmp_path, monkeypatch
):
    monkeypatch.setattr(stream, "LONGEST_RECORD", 2**17)
    for text in (file_of(element(body)), file_of(body)):
        readings, refused = read_file(tmp_path, text)
        assert not readings
        assert "longer than 0 MiB" in refused.problem.message


def test_the_size_of_a_record_is_counted_anew_for_each(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "LONGEST_RECORD", 2**17)
    elements = [
        element(f"<x>{'y' * 50_000}</x>").replace("XM-1-A", f"XM-1-{number}")
        for number in range(20)
    ]
    readings, refused = read_file(tmp_path, file_of(*elements))
    assert (len(readings), refused) == (20, None)


MEASURE = """
import resource, sys
from pathlib import Path
import django
django.setup()
from activities.imports.iati.reader import read
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
first, before = 0, 0
for number, reading in enumerate(read(Path(sys.argv[1]))):
    if number == 100: before = most()
print(number + 1, most() - before)
"""


@pytest.mark.slow
def test_memory_stays_flat_over_fifty_megabytes(tmp_path):
    path = tmp_path / "large.xml"
    note = f"<x>{'y ' * 20_000}</x>" + "<x>y</x>" * 200
    with path.open("w") as file:
        file.write('<iati-activities version="2.03">')
        for number in range(1250):
            file.write(element(note).replace("XM-1-A", f"XM-1-{number}"))
        file.write("</iati-activities>")
    assert path.stat().st_size > 50_000_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)},
    )
    count, grown = map(int, done.stdout.split())
    assert count == 1250
    assert grown < 10
