"""Texts in their languages: the title, the description, the narratives of a part."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from activities.imports.iati.record import Record, kept
from activities.imports.iati.xml import XML_LANG, Element, attribute, text_of

LONGEST_TITLE = 400
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_LONGEST_LANGUAGE = 12
_GENERAL = ("", "1")  # DescriptionType


def default_language(record: Record) -> str:
    """The language of texts that state none."""
    return _language(record, record.element) or "en"


def content(record: Record) -> dict[str, object]:
    """Title, description, language and translations, in the words of a snapshot."""
    titles, descriptions = _titles(record), _descriptions(record)
    language = record.language
    if titles and language not in titles:
        language = next(iter(titles))
    translations: dict[str, dict[str, str]] = {}
    for name, texts in (("title", titles), ("description", descriptions)):
        for other, text in texts.items():
            if other != language:
                translations.setdefault(other, {})[name] = text
    return {
        "title": titles.get(language, ""),
        "description": descriptions.get(language, ""),
        "language": language,
        "translations": translations,
    }


def _titles(record: Record) -> dict[str, str]:
    """The title by language. Without any the record is refused."""
    titles: dict[str, str] = {}
    for element in record.element.iterchildren("title"):
        for language, text in narratives(record, element):
            if language not in titles:
                titles[language] = shortened(record, element, text, LONGEST_TITLE)
            elif titles[language] != text:
                message = _("A second title in the same language was left out.")
                record.warn(element, message, value=text, remedy=kept())
    if not titles:
        element = record.element.find("title")
        record.refuse(
            record.element if element is None else element,
            _("The activity has no title."),
            remedy=_("Give title/narrative a text."),
        )
    return titles


def _descriptions(record: Record) -> dict[str, str]:
    """The general description by language, paragraphs parted by a blank line."""
    texts: dict[str, list[str]] = {}
    for element in record.element.iterchildren("description"):
        if attribute(element, "type") in _GENERAL:
            for language, text in narratives(record, element):
                texts.setdefault(language, []).append(text)
    return {language: "\n\n".join(parts) for language, parts in texts.items()}


def name_of(record: Record, element: Element | None, longest: int) -> str:
    """The narrative in the record's language, else the first, on one line."""
    if element is None:
        return ""
    found = list(narratives(record, element))
    own = [text for language, text in found if language == record.language]
    text = next(iter(own or [text for _language, text in found]), "")
    return shortened(record, element, text, longest)


def narratives(record: Record, element: Element) -> Iterator[tuple[str, str]]:
    """Language and text of each narrative that is not empty."""
    default = _language(record, element) or record.language
    for narrative in element.iterchildren("narrative"):
        text = text_of(narrative)
        if text:
            yield _language(record, narrative) or default, text


def shortened(record: Record, element: Element, text: str, longest: int) -> str:
    """The text on one line, cut at a word and said so where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    message = _("The text has %(length)d characters and was shortened to %(longest)d.")
    told = {"length": len(line), "longest": longest}
    record.warn(element, message % told, value=line, remedy=kept())
    head = line[: longest - 1]
    blank = head.rfind(" ")
    return (head[:blank] if blank > longest // 2 else head).rstrip() + "…"


def _language(record: Record, element: Element) -> str:
    """The language an element states, in lower case; empty where it states none."""
    stated = attribute(element, XML_LANG)
    code = stated.replace("_", "-").lower()
    if not code or (_LANGUAGE.fullmatch(code) and len(code) <= _LONGEST_LANGUAGE):
        return code
    record.warn(
        element,
        _("“%(value)s” is not a language code: the default language was taken.")
        % {"value": stated},
        attribute="xml:lang",
        value=stated,
        remedy=_("Write xml:lang as in BCP 47: en, fr, es."),
    )
    return ""
