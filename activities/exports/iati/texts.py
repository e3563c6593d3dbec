"""Titles and descriptions, in all their languages."""

from collections.abc import Iterator

from activities.exports.iati.subject import Document, Subject
from activities.exports.iati.xml import Element, made
from activities.iati import codes


def titles(subject: Subject) -> Iterator[Element]:
    """The title."""
    element = made("title")
    for language, text in in_languages(subject.document, ("title",)):
        subject.narrate(element, text, language)
    yield element


def descriptions(subject: Subject) -> Iterator[Element]:
    """The description; where there is none the summary, or else the title."""
    element = made("description", {"type": codes.GENERAL})
    names = ("description", "summary")
    told = list(in_languages(subject.document, names))
    for language, text in told or in_languages(subject.document, ("title",)):
        subject.narrate(element, text, language)
    yield element


def in_languages(
    document: Document, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """In each language the first of the texts that is there; its own language first."""
    for language, texts in [
        (document["language"], document),
        *document["translations"].items(),
    ]:
        text = next(filter(None, (texts.get(name, "").strip() for name in names)), "")
        if text:
            yield language, text
