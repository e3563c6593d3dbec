"""Rules of the house that nobody should have to remember."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from activities.catalogue.filters import FILTERS

pytestmark = pytest.mark.once  # what stands in the files

ROOT = Path(__file__).resolve().parent.parent

# Who may import whom: a room may import itself and what stands under it.
ROOMS = {
    "partners": [],
    "activities.choices": ["partners"],
    "activities.iati": ["partners.choices", "activities.choices"],
    "activities.models": ["partners", "activities.choices"],
    "activities.catalogue": [
        "partners",
        "activities.choices",
        "activities.iati",
        "activities.models",
    ],
    "activities.reach": ["activities.models"],
    "activities.roles": ["partners", "activities.reach"],
    "activities.audit": ["activities.models", "activities.unalterable", "iomtracker"],
    "activities.unalterable": [],
    "activities.publishing": [
        "partners",
        "activities.models",
        "activities.audit",
        "activities.catalogue",
        "activities.roles",
    ],
    "activities.sign_in": [
        "activities.models",
        "activities.audit",
        "activities.publishing",
        "activities.roles",
        "iomtracker",
    ],
    "activities.discarding": [
        "partners",
        "activities.catalogue",
        "activities.imports",
        "activities.publishing",
        "activities.roles",
    ],
    "activities.merging": [
        "partners",
        "activities.iati",
        "activities.models",
        "activities.catalogue",
        "activities.publishing",
        "activities.roles",
    ],
    "activities.duplicates": ["partners", "activities.models", "activities.catalogue"],
    "activities.answers": [
        "activities.compression",
        "activities.catalogue",
        "iomtracker",
    ],
    "activities.compression": [],
    "activities.exports": [
        "activities.catalogue",
        "activities.choices",
        "activities.iati",
        "partners.choices",
    ],
    "activities.imports": [
        "partners",
        "activities.choices",
        "activities.iati",
        "activities.models",
        "activities.catalogue",
        "activities.publishing",
        "activities.duplicates",
        "activities.roles",
    ],
    "activities.admin": [
        "partners",
        "activities.discarding",
        "activities.roles",
        "activities.choices",
        "activities.models",
        "activities.catalogue",
        "activities.publishing",
        "activities.merging",
        "activities.duplicates",
        "activities.imports",
        "activities.sign_in",
    ],
    "activities.site": [
        "activities.answers",
        "activities.catalogue",
        "activities.choices",
        "activities.exports",
        "iomtracker",
    ],
    "activities.api": [
        "activities.answers",
        "activities.catalogue",
        "activities.choices",
        "activities.exports",
        "iomtracker",
        "partners.dates",
        "partners.choices",
    ],
}
# In the catalogue only these read the staff's records.
READERS_OF_RECORDS = {"activities/catalogue/snapshots.py"}


def modules(room: str) -> list[Path]:
    path = ROOT / room.replace(".", "/")
    if path.is_dir():
        found = path.rglob("*.py")
        return [one for one in found if "migrations" not in one.parts]
    return [path.with_suffix(".py")]


def imported(path: Path) -> set[str]:
    """Names of modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{one.name}" for one in node.names}
    return names


def own(name: str) -> bool:
    return name.split(".")[0] in ("activities", "partners", "iomtracker")


def under(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_stands_under_it(room):
    allowed = [room, *ROOMS[room]]
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in imported(path)
        if own(name) and not any(under(name, one) for one in allowed)
    }
    assert not wrong


def test_only_snapshots_read_the_staffs_models_for_the_catalogue():
    wrong = {
        str(path.relative_to(ROOT))
        for path in modules("activities.catalogue")
        for name in imported(path)
        if under(name, "activities.models") or under(name, "partners.models")
    }
    assert wrong <= READERS_OF_RECORDS


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_can_be_undone():
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        if apps.get_app_config(app).name.split(".")[0] in ("activities", "partners"):
            irreversible = [one for one in migration.operations if not one.reversible]
            assert not irreversible, f"{app}.{name}"


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("Not a git checkout: which files are the project's is not known.")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_registry_host_and_no_path_of_one_machine_stands_in_the_tree():
    # Written in pieces, or this very file would be found.
    hosts = [
        "py" + "pi.org",
        "python" + "hosted",
        "registry.npm" + "js",
        "deb." + "debian",
    ]
    paths = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/"]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked()
        for word in [*hosts, *paths]
        if word.encode() in path.read_bytes()
    ]
    assert not found


@pytest.mark.parametrize("lock", ["run", "test"])
def test_every_dependency_is_pinned_by_version_and_hash(lock):
    text = (ROOT / "iomtracker" / "requirements" / f"{lock}.txt").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.\[\]-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_product_files_stay_short():
    """A file of one subject seldom needs more; the longest are looked at first."""
    folders = ("activities", "partners", "iomtracker")
    paths = [
        p
        for p in tracked()
        if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in folders
    ]
    long = {
        str(p.relative_to(ROOT)): n
        for p in paths
        if "migrations" not in p.parts and (n := len(p.read_text().splitlines())) > 500
    }
    assert not long


def test_every_filter_has_a_label_and_a_help_text():
    for kind, filters in FILTERS.items():
        for name, one in filters.get_filters().items():
            assert one.label, (kind, name)
            assert one.extra.get("help_text"), (kind, name)


def test_every_environment_variable_is_told_in_the_docs():
    text = (ROOT / "docs" / "settings.md").read_text()
    read = set()
    for name in ("settings.py", "env.py", "start.py"):
        source = (ROOT / "iomtracker" / name).read_text()
        read |= set(
            re.findall(
                r'(?:env(?:\.\w+)?|whole_number|environ\.get)\(\s*"([A-Z_]+)"', source
            )
        )
    assert read
    assert not {name for name in read if f"`{name}`" not in text}
