"""The shapes of what only activities have."""

from rest_framework import serializers as s

from activities.api.plain_serializers import Coded, Dates


class ActivityIdentifier(s.Serializer):
    scheme = s.CharField(help_text="`iati`, or whose list it is of.")
    value = s.CharField()


class Classification(s.Serializer):
    """A code of somebody's list, which IATI's code of the vocabulary names."""

    scheme = Coded()
    vocabulary = s.CharField()
    vocabulary_uri = s.CharField(allow_blank=True)
    code = s.CharField()
    name = s.CharField(allow_blank=True)
    percentage = s.CharField(allow_null=True, help_text="A decimal number.")


class Amount(s.Serializer):
    currency = s.CharField(help_text="ISO 4217.")
    value = s.CharField(help_text="A decimal number.")


class Budget(Amount):
    kind = Coded()
    status = Coded()
    start = s.DateField()
    end = s.DateField()
    value_date = s.DateField(
        allow_null=True, help_text="The day whose exchange rate applies."
    )


class TransactionSum(Amount):
    """The transactions of one kind and currency, added up."""

    kind = Coded()
    count = s.IntegerField()
    first = s.DateField(allow_null=True)
    last = s.DateField(allow_null=True)


class Location(s.Serializer):
    name = s.CharField(allow_blank=True)
    description = s.CharField(allow_blank=True)
    latitude = s.CharField(allow_null=True, help_text="Decimal degrees, WGS 84.")
    longitude = s.CharField(allow_null=True, help_text="Decimal degrees, WGS 84.")


class OnlyActivity(s.Serializer):
    """What only activities have."""

    planned = Dates(allow_null=True)
    identifiers = ActivityIdentifier(many=True)
    classifications = Classification(many=True)
    budgets = Budget(many=True)
    budget_totals = Amount(many=True)
    transactions = TransactionSum(many=True)
    locations = Location(many=True)
