"""Organizations that look alike and are two: kept, so that nobody is asked again."""

from typing import Any

from django.db.models import Q

from activities import publishing
from activities.models import DifferentOrganizations, PartnerQuestion
from partners.models import Organization


def are_different(one: Organization, *others: Organization, by: Any = None) -> None:
    """Keep that an organization is none of the others. Whoever asks so is answered."""
    with publishing.one_after_the_other():
        for other in others:
            first, second = sorted((one.pk, other.pk))
            DifferentOrganizations.objects.get_or_create(
                first_id=first, second_id=second, defaults={"by": by}
            )
            answer_questions(one.pk, other.pk, PartnerQuestion.Answer.ANOTHER, by)


def answer_questions(one: int, other: int, said: str, by: Any) -> None:
    """Settle what is still asked of two, by their keys."""
    pair = Q(organization=one, candidate=other) | Q(organization=other, candidate=one)
    asked = PartnerQuestion.objects.filter(pair, answer=PartnerQuestion.Answer.OPEN)
    asked.update(answer=said, by=by)


def move_differences(gone: Organization, stays: Organization) -> None:
    """Who is another than the one that goes is another than the one that stays."""
    named = Q(first=gone) | Q(second=gone)
    for one in DifferentOrganizations.objects.filter(named):
        other = one.second_id if one.first_id == gone.pk else one.first_id
        first, second = sorted((stays.pk, other))
        there = DifferentOrganizations.objects.filter(first=first, second=second)
        if first == second or there.exists():
            one.delete()
        else:
            one.first_id, one.second_id = first, second
            one.save()
