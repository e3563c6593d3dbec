"""The public pages speak every language they offer, and all of it."""

import importlib.util
import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once  # what stands in the files

FILE = Path(__file__).resolve().parent.parent / "locale" / "messages.py"
_spec = importlib.util.spec_from_file_location("messages", FILE)
messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(messages)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")


@pytest.fixture(scope="module")
def said():
    return messages.said()


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text) + TAG.findall(text))


def strings(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else [*message.string]


def test_the_languages_offered_are_those_translated():
    offered = {code for code, _name in settings.LANGUAGES}
    assert offered == {settings.LANGUAGE_CODE, *messages.LANGUAGES}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_text_is_translated(said, language):
    known = messages.translated(language)
    unknown = [
        one.id for one in said if one.id and known.get(one.id, one.context) is None
    ]
    assert not unknown, "Run `make messages`, and translate what is new."
    assert not messages.untranslated(language)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_is_translated_that_is_said_no_longer(said, language):
    known = messages.translated(language)
    assert not [
        one.id for one in known if one.id and said.get(one.id, one.context) is None
    ]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_keeps_what_is_filled_in_and_every_tag(language):
    wrong = []
    for message in messages.translated(language):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = [placeholders(text) for text in texts]
        # “One record” may say its number in words, in a translation too.
        wrong += [
            text
            for text in strings(message)
            if message.id and placeholders(text) not in wanted
        ]
    assert not wrong


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_django_reads_is_made_of_what_translators_write(language):
    made = messages.po_file(language).with_suffix(".mo").read_bytes()
    assert made == messages.compiled(language), "Run `make messages`."
