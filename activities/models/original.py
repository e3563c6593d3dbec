from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.part import exactly_one

OWNERS = ("activity", "organization")


class Original(models.Model):
    """What a publisher's IATI file says of a record, word for word.

    `groups` are digests of the fields that were read from it (`iati.groups`): a field
    that is as it was comes out of an export as it came in. `contacts` are people's
    names and addresses, which staff may see and nobody else.
    """

    owners = OWNERS

    activity = models.OneToOneField(
        "activities.Activity", on_delete=models.CASCADE, null=True, editable=False
    )
    organization = models.OneToOneField(
        "partners.Organization", on_delete=models.CASCADE, null=True, editable=False
    )
    element = models.TextField(_("element"))
    groups = models.JSONField(_("digests"), default=dict)
    contacts = models.TextField(_("contacts"), blank=True)
    read_at = models.DateTimeField(_("read"), auto_now=True)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        constraints = [
            models.CheckConstraint(
                name="original_has_one_owner", condition=exactly_one(OWNERS)
            )
        ]

    def __str__(self) -> str:
        return str(self.activity or self.organization)
