"""Title, summary and description of an activity, in their languages."""

from typing import Any

from django.utils.translation import gettext as _

from activities.imports.tables import values
from activities.imports.tables.cells import Cells

LONGEST_LINE = 400
_FIELDS = ("title", "summary", "description")


def read(cells: Cells) -> dict[str, Any]:
    """Texts, language and translations, those of which the row speaks."""
    texts = _by_language(cells)
    language = _language(cells)
    if cells.has("title"):
        cells.need("title")
    elif "title" in texts and language not in texts["title"]:
        language = next(iter(texts["title"]), language)
    told: dict[str, Any] = {}
    translations: dict[str, dict[str, str]] = {}
    for name, by_language in texts.items():
        main = by_language.pop(language, "")
        if main or cells.table.complete:
            told[name] = main
        for other, text in by_language.items():
            translations.setdefault(other, {})[name] = text
    if told or translations or cells.has("language"):
        told["language"] = language
    if translations or (cells.table.complete and _speaks_of_translations(cells)):
        told["translations"] = translations
    return told


def _by_language(cells: Cells) -> dict[str, dict[str, str]]:
    """By field and language the texts that are not empty."""
    language = _language(cells)
    found: dict[str, dict[str, str]] = {}
    for name in cells.names():
        field, _colon, other = name.partition(":")
        if field not in _FIELDS:
            continue
        is_line = field != "description"
        text = cells.line(name, LONGEST_LINE) if is_line else cells.text(name)
        texts = found.setdefault(field, {})
        if text:
            texts.setdefault(other.lower() or language, text)
    return found


def _language(cells: Cells) -> str:
    """Of the texts without one in their column’s name."""
    cell = cells.raw("language")
    language = values.language(cell)
    if cell.strip() and not language:
        message = _("“%s” is not a language code.") % cell.strip()
        cells.refuse("language", message, _("Write it as in BCP 47: en, fr, es."))
    return language or "en"


def _speaks_of_translations(cells: Cells) -> bool:
    return any(":" in name and name.startswith(_FIELDS) for name in cells.names())
