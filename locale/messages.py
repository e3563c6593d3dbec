"""Brings the translations up to what the program says: `make messages`.

Every text marked for translation is read from the program and its templates; those of
the public pages go into `locale/<language>/LC_MESSAGES/django.po`, what was translated
stays, what is said no longer goes, and the .mo files that Django reads are made anew.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from babel.messages import Catalog, Message  # noqa: E402 - what finds the project first
from babel.messages.extract import extract  # noqa: E402
from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils.translation.template import templatize  # noqa: E402

LANGUAGES = ("fr", "es")
# What only staff read is not yet offered in other languages.
FOLDERS = ("activities", "partners", "iomtracker", "templates")
OF_STAFF = (
    *("activities/admin", "activities/imports", "activities/management"),
    *("activities/models", "activities/merging/", "activities/publishing.py"),
    *("activities/discarding.py", "activities/reach.py", "activities/roles.py"),
    *("activities/sign_in", "activities/audit.py", "activities/unalterable.py"),
    *("activities/duplicates.py", "partners/suspects.py"),
    *("activities/apps.py", "partners/models.py", "partners/records.py"),
    *("partners/merging.py", "partners/apps.py", "templates/admin"),
)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def said() -> Catalog:
    """Every text that the public pages may show, with the files that say it."""
    catalog = Catalog(charset="utf-8")
    for path in _files():
        place = str(path.relative_to(ROOT))
        source = io.BytesIO(_as_python(path).encode())
        for _line, text, comments, context in extract("python", source, KEYWORDS):
            catalog.add(
                text, locations=[(place, None)], context=context, auto_comments=comments
            )
    return catalog


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            place = str(path.relative_to(ROOT))
            if path.suffix in (".py", ".html") and not place.startswith(OF_STAFF):
                yield path


def _as_python(path: Path) -> str:
    """A file as Python source; of a template, the calls that its tags stand for."""
    text = path.read_text()
    if path.suffix == ".py":
        return text
    calls = templatize(text, origin=str(path)).splitlines()
    # What stands between the calls is no program: its indents mean nothing.
    return "\n".join(line.strip() for line in calls)


def po_file(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def translated(language: str) -> Catalog:
    """What is translated so far."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def updated(language: str, texts: Catalog) -> Catalog:
    """The texts with the translations there are, and no others."""
    before, now = translated(language), Catalog(locale=language, charset="utf-8")
    now.fuzzy = False
    now.header_comment = f"# Texts of the public pages in {language}: `make messages`."
    for message in texts:
        if message.id:
            _add(now, message, before.get(message.id, message.context))
    return now


def _add(catalog: Catalog, message: Message, known: Message | None) -> None:
    added = catalog.add(
        message.id,
        locations=sorted(set(message.locations)),
        context=message.context,
        flags=message.flags,
    )
    if known is not None and known.pluralizable == added.pluralizable:
        added.string = known.string


def written(catalog: Catalog) -> bytes:
    """The .po file of a catalog, the same whenever and wherever it is made."""
    made = io.BytesIO()
    write_po(made, catalog, width=88, include_lineno=False, omit_header=False)
    lines = made.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Project-Id')
    named = ('"Report-Msgid', '"Last-Translator', '"Language-Team')
    return "".join(
        one for one in lines if not one.startswith((*dated, *named))
    ).encode()


def untranslated(language: str) -> list[str]:
    """The texts without a translation, or with one that is marked as doubtful."""
    return [
        str(one.id)
        for one in translated(language)
        if one.id and (one.fuzzy or not all(_strings(one)))
    ]


def _strings(message: Message) -> tuple[str, ...]:
    """The translations of a text: one for each number where it has a plural."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string)


def compiled(language: str) -> bytes:
    """The .mo file of what is translated."""
    catalog, made = translated(language), io.BytesIO()
    # The same whenever it is made: what Django reads needs no date.
    catalog.creation_date = datetime.fromtimestamp(0, UTC)
    write_mo(made, catalog)
    return made.getvalue()


def main() -> None:
    settings.configure(USE_I18N=True)
    texts = said()
    for language in LANGUAGES:
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(updated(language, texts)))
        path.with_suffix(".mo").write_bytes(compiled(language))
        told = f"{len(texts)} texts, {len(untranslated(language))} to translate"
        print(f"{language}: {told}")


if __name__ == "__main__":
    main()
