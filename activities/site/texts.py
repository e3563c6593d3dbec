"""The texts of a record in the language of the page, as far as there are such.

Staff write a record in one language and may add others. A page shows its own language
first; what there is not in it stands as it was written, marked with its language.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.catalogue import sentence
from activities.site.languages import DEFAULT

# Languages that write the names of languages small.
SMALL = ("fr", "es")
Document = dict[str, Any]
FIELDS = ("title", "summary", "description")


@dataclass(frozen=True)
class Text:
    """A text and the code of its language."""

    text: str
    language: str


@dataclass(frozen=True)
class Version:
    """A record's texts, each in the language it is there in; empty where there is none.

    The language of the whole is that of its longest text.
    """

    title: Text
    summary: Text
    description: Text

    @property
    def language(self) -> str:
        longest = self.description if self.description.text else self.title
        return longest.language

    @property
    def summary_repeats(self) -> bool:
        """Whether the summary is but the beginning of the description."""
        summary = self.summary.text.removesuffix(" …")
        return " ".join(self.description.text.split()).startswith(summary)


def shown(document: Document) -> Version:
    """The version to show first: in the active language, else as it was written."""
    return _version(document, get_language() or DEFAULT)


def others(document: Document) -> list[Version]:
    """The other versions: the original if it is not shown, then translations."""
    first = shown(document)
    codes = [document["language"], *document["translations"]]
    versions = [_version(document, code) for code in codes]
    return [one for one in versions if one.language != first.language and _told(one)]


def in_row(row: Document) -> Document:
    """A row of a list with its title and summary in the active language, if it can be.

    `language` is that of the title then, and `summary_language` that of the summary.
    """
    if "language" not in row:
        return row
    code, own = get_language() or DEFAULT, row["language"]
    told = row.get("translated", {}).get(code, {})
    return (
        row
        | told
        | {
            "language": code if "title" in told else own,
            "summary_language": code if "summary" in told else own,
        }
    )


def note(document: Document) -> str:
    """That the text is not there in the language of the page; empty where it is."""
    first = shown(document)
    if first.language == (get_language() or DEFAULT):
        return ""
    names = [_name(one.language) for one in (first, *others(document))]
    told = _("This text is only available in %(languages)s.")
    return told % {"languages": ", ".join(names)}


def _name(code: str) -> str:
    """The name of a language, as it stands within a sentence."""
    name = sentence.language(code)
    return name.lower() if get_language() in SMALL else name


def _told(version: Version) -> bool:
    return bool(version.description.text or version.summary.text or version.title.text)


def _version(document: Document, code: str) -> Version:
    """The version in a language; each text that is not in it as it was written."""
    told = document["translations"].get(code, {})
    own = document["language"]
    texts = {
        name: Text(told[name], code) if told.get(name) else Text(document[name], own)
        for name in FIELDS
    }
    return Version(**texts)
