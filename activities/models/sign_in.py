"""What signing in needs to remember of accounts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice


class SecondFactor(TOTPDevice):
    """The app on somebody's phone that shows a new code every half minute."""

    class Meta:
        proxy = True
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code for who has lost the phone: good once, and kept as a digest only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="recovery_codes",
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"], name="recovery_code_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Tries(models.Model):
    """When passwords or codes were tried in the last day: of an account, an address…"""

    key = models.CharField(max_length=64, unique=True)
    times = models.JSONField(default=list)  # seconds since 1970, the oldest first
    told_at = models.FloatField(default=0)  # of which of them the trail has the wait
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return self.key
