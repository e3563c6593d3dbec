from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What a line of the audit trail tells."""

    SIGNED_IN = "signed-in", _("Signed in")
    REFUSED = "refused", _("Sign-in refused")
    HELD = "held", _("Sign-in held back")
    SIGNED_OUT = "signed-out", _("Signed out")
    ENDED = "ended", _("Session ended")
    FACTOR_SET = "factor-set", _("Second factor set up")
    FACTOR_RESET = "factor-reset", _("Second factor reset")
    CODES_MADE = "codes-made", _("Recovery codes made")
    CODE_USED = "code-used", _("Recovery code used")
    PASSWORD = "password", _("Own password changed")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    DECIDED = "decided", _("Step of a record")
    DID = "did", _("Did")
    MAINTAINED = "maintained", _("Maintained by a command")


class AuditLine(models.Model):
    """One thing that somebody did, or tried.

    Lines are only added: a trigger of the database refuses to change or delete one
    (`activities.unalterable`). Accounts and records are named in words, not by keys
    that bind: a line outlives both.
    """

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    deed = models.CharField(_("what"), max_length=20, choices=Deed)
    who = models.CharField(
        _("who"),
        max_length=150,
        blank=True,
        help_text=_("Empty where a command did it, or where no account has that name."),
    )
    address = models.CharField(_("from"), max_length=64, blank=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    key = models.CharField(_("key"), max_length=255, blank=True)
    name = models.CharField(_("of"), max_length=255, blank=True)
    told = models.TextField(_("details"), blank=True)
    request = models.CharField(_("request"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("line of the audit trail")
        verbose_name_plural = _("audit trail")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["who", "deed", "at"]),
            models.Index(fields=["kind", "key"]),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.who, self.get_deed_display(), self.name]))
