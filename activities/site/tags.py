"""Template tags of the public pages: the words and links that many of them need."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from activities.catalogue import sentence
from activities.catalogue.dates import day_in_words
from activities.catalogue.kinds import EntryKind
from activities.site import cards, languages, words
from activities.site.cards.page import Head
from activities.site.languages import Tongue

register = template.Library()

LONG = 2000  # letters of an address


@register.simple_tag(takes_context=True)
def main_link(context: Context, address: str, name: str) -> SafeString:
    """A link of the main navigation, marked on its own page and those below it."""
    request = context.get("request")
    address = localized(address)
    here = request is not None and request.path.startswith(address)
    current = SafeString(' aria-current="true"') if here else ""
    return format_html('<a href="{}"{}>{}</a>', address, current, name)


@register.filter
def localized(path: str) -> str:
    """The address of a page in the language of this one."""
    return languages.localized(path)


@register.filter
def absolute(path: str, request: HttpRequest) -> str:
    """The whole address of a path."""
    return request.build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def card_of_page(context: Context) -> Head:
    """How other sites show a link to this page."""
    return cards.of_page(context["request"], context.flatten())


@register.simple_tag(takes_context=True)
def tongues(context: Context) -> list[Tongue]:
    """The languages that this page may be read in."""
    request = context.get("request")
    if request is None:
        return languages.tongues("/")
    address = request.get_full_path()
    # A query that nobody wrote by hand is not repeated for every language.
    return languages.tongues(address if len(address) < LONG else request.path)


@register.filter
def amount(count: int, kind: str) -> str:
    """`3|amount:"event"` is “3 events”; with an empty kind “3 records”."""
    return words.amount(EntryKind(kind) if kind else None, count)


@register.filter
def money(value: str) -> str:
    """A decimal text with its thousands apart, and not more than two decimals."""
    number = Decimal(value)
    decimals = 0 if number == int(number) else 2
    return str(number_format(number, decimals, use_l10n=True, force_grouping=True))


@register.filter
def day(stamp: str) -> str:
    """The day of a stamp such as 2005-10-26T12:00:00Z, in words."""
    return day_in_words(datetime.fromisoformat(stamp))


@register.filter
def count(number: int) -> str:
    """A whole number with its thousands apart."""
    return words.number(number)


@register.filter
def colon(name: Any) -> str:
    """A name with its colon, set as the language sets it."""
    return pgettext("a name before what it is", "%s:") % name


@register.filter
def in_words(moment: datetime) -> str:
    """The day of a moment, in words."""
    return day_in_words(moment)


@register.simple_tag
def today() -> str:
    """This day, in words."""
    return day_in_words(timezone.now())


@register.filter
def short(about: dict[str, Any]) -> str:
    """The acronym of a partner, or its name where it has none."""
    return str(about.get("acronym") or about["name"])


@register.simple_tag
def in_language(code: str) -> SafeString:
    """The attributes of a text in another language than the page's; else none.

    `<h1{% in_language "ar" %}>` is `<h1 lang="ar" dir="rtl">`.
    """
    if not code or code == get_language():
        return SafeString("")
    turned = SafeString(' dir="rtl"') if languages.is_right_to_left(code) else ""
    return format_html(' lang="{}"{}', code, turned)


@register.filter
def language(code: str) -> str:
    return sentence.language(code)


@register.filter
def record_label(kind: str) -> str:
    """Activity, event or publication, as people read it."""
    return str(EntryKind(kind).label)
