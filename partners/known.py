"""What is known of an organization, as far as it can be told by."""

from dataclasses import dataclass, field
from itertools import chain

from partners.likeness import Form, acronyms, forms, initials
from partners.wording import plain


@dataclass(frozen=True)
class Name:
    """A name, and when it was borne (EDTF; empty: always)."""

    text: str
    valid: str = ""


@dataclass
class Known:
    """An organization, as far as it can be told by."""

    slug: str
    names: list[Name]
    identifiers: set[str] = field(default_factory=set)
    acronym: str = ""
    is_asked: bool = False  # made where several were meant, until staff say whom
    country: str = ""
    related: frozenset[str] = frozenset()  # what it is part of, or followed

    def forms(self) -> list[tuple[Form, str]]:
        """Every form of every name, with the name as it is written."""
        return [(form, name.text) for name in self.names for form in forms(name.text)]

    def acronyms(self) -> set[str]:
        """In small letters, without dots."""
        found = set(chain.from_iterable(acronyms(name.text) for name in self.names))
        return found | {plain(self.acronym).replace(".", "")} - {""}

    def initials(self) -> set[str]:
        return set(chain.from_iterable(initials(name.text) for name in self.names))

    def excludes(self, other: "Known") -> bool:
        """Whether the two are known to be different, though their names be alike."""
        if other.slug in self.related or self.slug in other.related:
            return True
        return bool(self.country and other.country and self.country != other.country)
