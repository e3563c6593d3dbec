"""Finding the organizations that a name, an acronym or an identifier may mean.

For people to judge, as against `matching`, by which an import is sure. Two forms can
only be alike where they share all words but the misspelt; so it is enough to look at
those that share one of a form's rarest words, and 5,000 organizations are compared with
each other in seconds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from partners.known import Known
from partners.likeness import Form, alike, is_acronym
from partners.wording import plain

LIKELY_WITH_IDENTIFIER = 70  # percent of likeness of names, with one identifier
OFTEN = 3  # organizations that bear a word from which on it is no misspelling
FEW = 3  # organizations that may bear one acronym, bare name or identifier alike


class Why(models.TextChoices):
    """What two organizations have in common. `text` is where it was seen."""

    IDENTIFIER = "identifier", _("It bears the identifier “%(text)s”.")
    NAME = "name", _("Its name has the same words: “%(text)s”.")
    OTHER_NAME = "other-name", _("Another name of it has the same words: “%(text)s”.")
    ACRONYM = "acronym", _("Its acronym is the same: “%(text)s”.")
    INITIALS = "initials", _("These are the first letters of its name.")
    ALIKE = "alike", _("A name of it is spelt alike: “%(text)s”.")


@dataclass(frozen=True)
class Suspect:
    """Who may be meant, how likely (percent), and why."""

    slug: str
    likeness: int
    why: Why
    text: str

    @property
    def reason(self) -> str:
        """Why, in words."""
        return str(self.why.label % {"text": self.text})


Pair = tuple[str, Suspect]  # a slug, and whom it may be


class Suspects:
    """An index of organizations by all that they can be told by."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known: dict[str, Known] = {}
        self._forms: dict[tuple[str, int], dict[Form, None]] = {}
        self._bearers: dict[Form, dict[str, str]] = {}
        self._glued: dict[str, dict[Form, None]] = {}
        self._by: dict[Why, dict[str, dict[str, None]]] = {
            why: {} for why in (Why.IDENTIFIER, Why.ACRONYM, Why.INITIALS)
        }
        self._often: Counter[str] = Counter()
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """Know another organization from now on."""
        self._known[one.slug] = one
        told = one.forms()
        for form, text in told:
            self._bearers.setdefault(form, {}).setdefault(one.slug, text)
            self._glued.setdefault(form.glued, {})[form] = None
            for key in _keys(form):
                self._forms.setdefault((key, len(form.words)), {})[form] = None
        self._often.update({word for form, _text in told for word in form.words})
        for why, texts in _marks(one).items():
            for text in texts:
                self._by[why].setdefault(text, {})[one.slug] = None

    def __contains__(self, slug: str) -> bool:
        return slug in self._known

    def held(self) -> tuple[int, int]:
        """How many other names and identifiers are known of all together."""
        every = self._known.values()
        names = sum(len(one.names) - 1 for one in every)
        return names, sum(len(one.identifiers) for one in every)

    def drop(self, slug: str) -> None:
        """Forget an organization that is no more, or is to be added as it is now."""
        one = self._known.pop(slug)
        told = one.forms()
        for form, _text in told:
            self._bearers[form].pop(slug, None)
        self._often.subtract({word for form, _text in told for word in form.words})
        for why, texts in _marks(one).items():
            for text in texts:
                self._by[why][text].pop(slug, None)

    def of(self, sought: Known) -> list[Suspect]:
        """Whom `sought` may be, most likely first, each once; never itself."""
        best: dict[str, Suspect] = {}
        for one in [*self._marked(sought), *self._named(sought)]:
            known = self._known[one.slug]
            if one.slug == sought.slug or known.excludes(sought):
                continue
            if one.slug not in best or best[one.slug].likeness < one.likeness:
                best[one.slug] = one
        return sorted(best.values(), key=lambda one: (-one.likeness, one.slug))

    def pairs(
        self, those: Iterable[str] | None = None, known: Iterable[Pair] = ()
    ) -> list[Pair]:
        """All who may be one, each pair once, most likely first.

        With `those`, who are new or changed: the pairs that are `known` of others, and
        theirs.
        """
        here = set(self._known)
        asked = here if those is None else set(those)
        found = {
            frozenset((slug, one.slug)): (slug, one)
            for slug, one in known
            if not {slug, one.slug} & asked and {slug, one.slug} <= here
        }
        for slug in sorted(asked & here):
            for suspect in self.of(self._known[slug]):
                key = frozenset((slug, suspect.slug))
                if key not in found or found[key][1].likeness < suspect.likeness:
                    found[key] = (slug, suspect)
        return sorted(
            found.values(), key=lambda one: (-one[1].likeness, one[0], one[1].slug)
        )

    def _named(self, sought: Known) -> Iterator[Suspect]:
        for form, _text in sought.forms():
            for other in filter(form.may_be, self._near(form)):
                bearers = self._bearers[other]
                if (form.bare and other.bare) or (
                    (form.bare or other.bare) and not self._is_rare(form, other)
                ):
                    continue
                if likeness := alike(form, other, self._is_word):
                    for slug, text in bearers.items():
                        yield self._by_name(slug, text, likeness)

    def _by_name(self, slug: str, text: str, likeness: int) -> Suspect:
        own = text == self._known[slug].names[0].text
        why = Why.ALIKE
        if likeness == 100:
            why = Why.NAME if own else Why.OTHER_NAME
        return Suspect(slug, likeness, why, text)

    def _near(self, form: Form) -> dict[Form, None]:
        """The forms that may be like it."""
        found = dict(self._glued.get(form.glued, {}))
        size = len(form.words)
        postings = [self._forms.get((key, size), {}) for key in _keys(form)]
        if size > 1:
            postings = sorted(postings, key=len)[: form.mistakes + 1]
        for some in postings:
            found |= some
        return found

    def _is_rare(self, *some: Form) -> bool:
        """Whether few bear a name, so that without whose it is it still tells."""
        bearers: set[str] = set()
        for form in some:
            for other in self._glued.get(form.glued, {}):
                bearers |= set(self._bearers[other])
        return len(bearers) <= FEW

    def _is_word(self, word: str) -> bool:
        return self._often[word] >= OFTEN

    def _marked(self, sought: Known) -> Iterator[Suspect]:
        marks = _marks(sought)
        typed = {plain(name.text).replace(".", "") for name in sought.names}
        yield from self._identified(sought, marks[Why.IDENTIFIER] | typed)
        alone = not any(" " in text for text in typed)  # unhcr, in small letters
        for acronym in marks[Why.ACRONYM] | typed:
            bearers = self._by[Why.ACRONYM].get(acronym, {})
            for slug in bearers:
                if alone or self._is_only(slug) or _tells(acronym, bearers):
                    yield Suspect(slug, 95, Why.ACRONYM, acronym.upper())
            named = self._by[Why.INITIALS].get(acronym, {}) if alone else {}
            if len(named) <= FEW:
                for slug in named:
                    text = self._known[slug].names[0].text
                    yield Suspect(slug, 85, Why.INITIALS, text)
        for letters in marks[Why.INITIALS]:
            for slug in self._by[Why.ACRONYM].get(letters, {}):
                if self._is_only(slug):
                    yield Suspect(slug, 85, Why.ACRONYM, letters.upper())

    def _is_only(self, slug: str) -> bool:
        """Whether an organization is known by an acronym and nothing else."""
        return all(is_acronym(name.text) for name in self._known[slug].names)

    def _identified(self, sought: Known, texts: set[str]) -> Iterator[Suspect]:
        """A government's identifier may be that of all its parts: names tell more."""
        own = {one.casefold() for one in sought.identifiers}
        for text in texts:
            bearers = self._by[Why.IDENTIFIER].get(text, {})
            for slug in bearers:
                if text not in own:  # it was typed instead of a name
                    yield Suspect(slug, 100, Why.IDENTIFIER, text.upper())
                elif len(bearers) <= FEW:
                    likeness = min(99, _names_alike(sought, self._known[slug]))
                    if likeness >= LIKELY_WITH_IDENTIFIER:
                        yield Suspect(slug, likeness, Why.IDENTIFIER, text.upper())


def _keys(form: Form) -> list[str]:
    """Under which keys a form is looked for: its words, of a single one both ends."""
    if len(form.words) > 1:
        return list(dict.fromkeys(form.words))
    word = form.words[0]
    return [word, f"{word[:3]}…", f"…{word[-3:]}"]


def _marks(one: Known) -> dict[Why, set[str]]:
    return {
        Why.IDENTIFIER: {text.casefold() for text in one.identifiers},
        Why.ACRONYM: one.acronyms(),
        Why.INITIALS: one.initials(),
    }


def _tells(acronym: str, bearers: dict[str, None]) -> bool:
    """Whether an acronym is rare and long enough to mean one organization."""
    return len(acronym) >= 4 and len(bearers) < FEW


def _names_alike(one: Known, other: Known) -> int:
    """How alike the two names that are most alike are, letter by letter, in percent."""
    return max(
        round(fuzz.token_sort_ratio(" ".join(mine.words), " ".join(theirs.words)))
        for mine, _text in one.forms() or [(Form((), ""), "")]
        for theirs, _text in other.forms() or [(Form((), ""), "")]
    )
