"""Template tags of the public pages: the words and links that many of them need."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.catalogue import sentence
from activities.catalogue.dates import day_format
from activities.catalogue.kinds import EntryKind
from activities.site import languages, words
from activities.site.languages import Tongue

register = template.Library()


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
def tongues(context: Context) -> list[Tongue]:
    """The languages that this page may be read in."""
    request = context.get("request")
    return languages.tongues(request.get_full_path() if request else "/")


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
    moment = datetime.fromisoformat(stamp)
    return date_format(moment, day_format(moment.day))


@register.filter
def short(about: dict[str, Any]) -> str:
    """The acronym of a partner, or its name where it has none."""
    return str(about.get("acronym") or about["name"])


@register.filter
def language(code: str) -> str:
    return sentence.language(code)


@register.filter
def record_label(kind: str) -> str:
    """Activity, event or publication, as people read it."""
    return str(EntryKind(kind).label)
