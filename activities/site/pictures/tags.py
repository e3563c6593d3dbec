"""Template tags of the pictures: a number as the link to what it counts."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.catalogue.kinds import EntryKind
from activities.catalogue.tallies.tally import Cell
from activities.site import listing, words
from activities.site.pictures.frame import address

register = template.Library()


@register.filter
def listed(cell: Cell, kind: EntryKind | None = None) -> str:
    """The address of the list of what a number counts: of partners, or of records."""
    partners = kind == EntryKind.PARTNER
    return listing.address(EntryKind.PARTNER if partners else None, cell.query)


@register.filter
def named(cell: Cell, kind: EntryKind | None = None) -> str:
    """What a number counts, in words: “Remittances, Africa: 3 records”."""
    heads = [head.label for head in (cell.row, cell.column) if head]
    told = {"what": ", ".join(heads), "amount": words.amount(kind, cell.count)}
    return _("%(what)s: %(amount)s") % told if heads else told["amount"]


@register.filter
def company(cell: Cell) -> str:
    """The address of the picture of a partner's own company."""
    slug = cell.row.code if cell.row else ""
    return address("network", f"partner={slug}")


@register.filter
def unlocalized(value: float) -> str:
    """A number as drawings have it, whatever the language."""
    return str(value)


@register.simple_tag
def number(cell: Cell, kind: EntryKind | None = None) -> SafeString:
    """A number that links to its list, with all that it stands for in its name."""
    url, name, count = listed(cell, kind), named(cell, kind), words.number(cell.count)
    return format_html(
        '<a href="{}" aria-label="{}" rel="nofollow">{}</a>', url, name, count
    )


@register.simple_tag
def part_number(cell: Cell) -> SafeString:
    """The same of a cell whose row is a kind of record."""
    kind = EntryKind(cell.row.code) if cell.row else None
    return number(cell, kind)
