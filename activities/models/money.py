"""Money of an activity, each amount in the currency it was stated in."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.choices import BudgetKind, BudgetStatus, TransactionKind
from activities.models.part import ActivityPart

CURRENCY_CODE = RegexValidator(
    r"^[A-Z]{3}$", _("Three capital letters, as in ISO 4217: USD.")
)


def currency_field() -> models.CharField:  # type: ignore[type-arg]  # untyped at run time
    """The currency of an amount, a code of ISO 4217."""
    return models.CharField(_("currency"), max_length=3, validators=[CURRENCY_CODE])


def amount_field() -> models.DecimalField:  # type: ignore[type-arg]  # untyped at run time
    """An amount in its own currency; below zero for a correction."""
    return models.DecimalField(_("amount"), max_digits=26, decimal_places=10)


class Budget(ActivityPart):
    """A budget for a period. A revised one takes the place of the original."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=BudgetKind, default=BudgetKind.ORIGINAL
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=BudgetStatus,
        default=BudgetStatus.INDICATIVE,
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    value = amount_field()
    currency = currency_field()
    value_date = models.DateField(
        _("date of the exchange rate"),
        null=True,
        blank=True,
        help_text=_("The day whose rate applies where the amount is converted."),
    )

    class Meta(ActivityPart.Meta):
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        constraints = [
            models.CheckConstraint(
                name="budget_in_order",
                condition=Q(start__lte=F("end")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="budget_codes_known",
                condition=Q(kind__in=BudgetKind.values)
                & Q(status__in=BudgetStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.currency}"


class TransactionSum(ActivityPart):
    """The transactions of one kind and currency, added up."""

    kind = models.CharField(_("kind"), max_length=30, choices=TransactionKind)
    currency = currency_field()
    value = amount_field()
    count = models.PositiveIntegerField(_("number of transactions"), default=1)
    first = models.DateField(_("first"), null=True, blank=True)
    last = models.DateField(_("last"), null=True, blank=True)

    class Meta(ActivityPart.Meta):
        verbose_name = _("sum of transactions")
        verbose_name_plural = _("sums of transactions")
        constraints = [
            models.CheckConstraint(
                name="transactionsum_kind_known",
                condition=Q(kind__in=TransactionKind.values),
            ),
            models.UniqueConstraint(
                fields=["activity", "kind", "currency"], name="transactionsum_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value.normalize():f} {self.currency}"
