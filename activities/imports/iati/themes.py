"""Our own themes, which our files state as tags of a vocabulary with our address."""

from activities.iati import codes
from activities.imports.iati.record import Record
from activities.imports.iati.xml import Element, attribute


def is_own(tag: Element) -> bool:
    """Whether a tag names a theme of a tracker. A suggested one has a marker."""
    address = attribute(tag, "vocabulary-uri").partition("?")[0]
    is_ours = attribute(tag, "vocabulary") == codes.OWN
    return is_ours and address.endswith(codes.THEMES_PATH)


def read(record: Record) -> list[str] | None:
    """The codes of our themes; None where the file does not speak of them."""
    tags = [tag for tag in record.element.iterchildren("tag") if is_own(tag)]
    found = [attribute(tag, "code").partition("?")[0] for tag in tags]
    return list(dict.fromkeys(filter(None, found))) if tags else None
