"""Shapes that many others are made of."""

from rest_framework import serializers as s


class Coded(s.Serializer):
    code = s.CharField()
    name = s.CharField()


class Dates(s.Serializer):
    """`edtf` as written (ISO 8601-2); first and last day where there is one."""

    edtf = s.CharField(allow_blank=True)
    earliest = s.DateField(allow_null=True, required=False)
    latest = s.DateField(allow_null=True, required=False)
    display = s.CharField()
    note = s.CharField(allow_blank=True)


class PublicationIdentifier(s.Serializer):
    scheme = s.CharField()
    value = s.CharField()
