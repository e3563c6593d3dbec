"""Two organizations that are one: the one that stays keeps what the other was known by.

What names them elsewhere is moved by who knows of it: see `activities.merging`.
"""

from partners.choices import NameKind
from partners.models import Organization, OrganizationIdentifier, OrganizationName

FILLED = ("acronym", "country", "city", "website", "description", "founded", "closed")
NOTES = ("note", "internal_note")


def take_over(gone: Organization, stays: Organization) -> None:
    """Give to `stays` the names and identifiers of `gone`, and what it lacks itself.

    Saves `stays`, whose next match finds it by all of them; `gone` stays as it is.
    """
    _fill(gone, stays)
    stays.save()
    _take_names(gone, stays)
    _take_identifiers(gone, stays)


def _fill(gone: Organization, stays: Organization) -> None:
    """What is said of `stays` is right; only where nothing is said it is filled in."""
    for name in FILLED:
        if not getattr(stays, name):
            setattr(stays, name, getattr(gone, name))
    for name in NOTES:
        mine, theirs = getattr(stays, name), getattr(gone, name)
        if theirs and theirs not in mine:
            setattr(stays, name, "\n\n".join(filter(None, [mine, theirs])))


def _take_names(gone: Organization, stays: Organization) -> None:
    """Every name that is new to it, as it was written; its own kind is no longer so."""
    known = {stays.name, stays.acronym, *stays.names.values_list("name", flat=True)}
    offered = [(gone.name, "en", ""), (gone.acronym, "en", "")]
    offered += gone.names.values_list("name", "language", "valid")
    for name, language, valid in offered:
        if not name or name in known:
            continue
        known.add(name)
        OrganizationName.objects.create(
            organization=stays,
            name=name,
            kind=NameKind.AS_WRITTEN,
            language=language,
            valid=valid,
        )


def _take_identifiers(gone: Organization, stays: Organization) -> None:
    known = set(stays.identifiers.values_list("scheme", "value"))
    for one in gone.identifiers.all():
        if (one.scheme, one.value) not in known:
            OrganizationIdentifier.objects.create(
                organization=stays,
                scheme=one.scheme,
                value=one.value,
                source=one.source,
            )
