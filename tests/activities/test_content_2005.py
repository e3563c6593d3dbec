"""The content that the tracker comes with: whole, cited, and true to its source."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from activities.catalogue.kinds import CONTENT, EntryKind
from activities.catalogue.models import Entry

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"
# The damaged copy of the paper lies beside the checkout where the team works.
PAPER = ROOT.parent / "shared" / "reference"
CONTRIBUTION = "iom-2005-coordination-meeting"


def documents(*kinds):
    entries = Entry.objects.filter(kind__in=kinds).order_by("pk")
    return [json.loads(one) for one in entries.values_list("document", flat=True)]


def test_everything_in_the_files_is_public():
    for kind in (*CONTENT, EntryKind.PARTNER):
        name = "organizations" if kind == EntryKind.PARTNER else kind.plural
        rows = json.loads((FIXTURES / f"{name}.json").read_text())
        public = Entry.objects.filter(kind=kind).values_list("key", flat=True)
        assert sorted(public) == sorted(row["slug"] for row in rows)


def test_every_record_rests_on_a_section_of_a_source():
    for document in documents(*CONTENT):
        assert document["citations"], document["slug"]
        for citation in document["citations"]:
            assert citation["source"]["code"]
            assert citation["section"], document["slug"]


def test_every_record_stands_under_a_theme_or_cuts_across_all():
    for document in documents(*CONTENT):
        under = bool(document["themes"]) + bool(document["cross_cutting"])
        assert under == 1, document["slug"]


def test_section_a_cuts_across_and_section_b_has_its_themes():
    """A record of a section B.n is under theme n; one of section A under none,
    but for what is shown under remittances by its subject (B.3 itself is lost)."""
    for document in documents(*CONTENT):
        sections = {one["section"].split(":")[0] for one in document["citations"]}
        numbers = {theme["number"] for theme in document["themes"]}
        if document["cross_cutting"]:
            # The paper itself and its meeting are told by the title.
            assert any(one[0] in "At" for one in sections), document["slug"]
        elif numbers != {3}:
            told = {int(one[2]) for one in sections if one.startswith("B.")}
            assert numbers & told, document["slug"]


def test_the_lost_section_is_a_theme_without_invented_records():
    under = [
        document["slug"]
        for document in documents(*CONTENT)
        if any(theme["code"] == "hld2006-topics-3" for theme in document["themes"])
    ]
    assert under == ["remittance-utilization-in-bangladesh"]


def test_the_table_of_coverage_names_records_that_exist():
    told = (ROOT / "docs" / "coverage-2005.md").read_text()
    named = set(
        re.findall(r"`(activities|events|publications|partners)/([^`]+)`", told)
    )
    assert len(named) > 40
    missing = [
        f"{plural}/{slug}"
        for plural, slug in sorted(named)
        if slug not in ("…", "…/…")
        and not Entry.objects.filter(
            kind=EntryKind.of_plural(plural), key=slug
        ).exists()
    ]
    assert missing == []


def test_the_table_of_coverage_leaves_no_record_out():
    told = (ROOT / "docs" / "coverage-2005.md").read_text()
    left_out = [
        document["slug"]
        for document in documents(*CONTENT)
        if document["slug"] not in told
    ]
    assert left_out == []


def plain(text: str) -> str:
    """Letters and digits alone: copies differ in quotes, dashes and line breaks."""
    folded = unicodedata.normalize("NFKD", text).lower()
    return "".join(one for one in folded if one.isalnum())


def test_quotations_stand_in_the_paper_word_for_word():
    papers = list(PAPER.glob("*.txt"))
    if not papers:
        pytest.skip("The 2005 paper is not beside the checkout: quotations unchecked.")
    paper = plain(papers[0].read_text())
    quoted = [
        (document["slug"], citation["quote"])
        for document in documents(*CONTENT, EntryKind.PARTNER)
        for citation in document["citations"]
        if citation["quote"] and citation["source"]["code"] == CONTRIBUTION
    ]
    assert len(quoted) > 20
    strange = [
        (slug, part)
        for slug, quote in quoted
        for part in re.split(r"\[…\]|…|\.\.\.", quote)
        if plain(part) not in paper
    ]
    assert strange == []


def passages(text: str, length: int = 12) -> list[str]:
    """Every run of so many words."""
    words = text.split()
    starts = range(len(words) - length + 1)
    return [" ".join(words[at : at + length]) for at in starts]


def test_texts_are_our_own_words():
    """No sentence of the paper is copied into a description."""
    papers = list(PAPER.glob("*.txt"))
    if not papers:
        pytest.skip("The 2005 paper is not beside the checkout: texts unchecked.")
    paper = plain(papers[0].read_text())
    copied = [
        (document["slug"], passage)
        for document in documents(*CONTENT)
        for passage in passages(f"{document['summary']} {document['description']}")
        if plain(passage) in paper
    ]
    assert copied == []
