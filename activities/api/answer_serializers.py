"""The shapes of answers that are no records: refusals, changes, dumps, the root."""

from rest_framework import serializers as s


class Option(s.Serializer):
    """A value of a filter, and how many results it alone would give there."""

    value = s.CharField()
    label = s.CharField()
    count = s.IntegerField()
    selected = s.BooleanField()
    excluded = s.BooleanField()


class QueryProblem(s.Serializer):
    """A refused parameter: what was given, what is allowed, the nearest guess."""

    parameter = s.CharField(allow_blank=True)
    value = s.CharField(allow_blank=True)
    message = s.CharField()
    allowed = s.ListField(child=s.CharField())
    nearest = s.CharField(allow_blank=True)
    documentation = s.CharField()


class Replacement(s.Serializer):
    """The entry of the same kind that took the place of another."""

    slug = s.CharField()
    url = s.CharField()
    api_url = s.CharField()


class Problem(s.Serializer):
    """RFC 9457."""

    type = s.CharField()
    title = s.CharField()
    status = s.IntegerField()
    detail = s.CharField()
    errors = QueryProblem(many=True, required=False)
    documentation = s.CharField(required=False)
    next = s.CharField(
        required=False, help_text="An address that goes on from what was refused."
    )
    pages = s.IntegerField(required=False)
    replaced_by = Replacement(required=False)
    epoch = s.CharField(required=False)
    restart = s.CharField(required=False)
    request_id = s.CharField(required=False)


class Root(s.Serializer):
    activities = s.CharField()
    events = s.CharField()
    publications = s.CharField()
    partners = s.CharField()
    themes = s.CharField()
    places = s.CharField()
    dialogues = s.CharField()
    search = s.CharField()
    changes = s.CharField()
    dumps = s.CharField()
    schema = s.CharField()
    documentation = s.CharField()
    sequence = s.IntegerField()


class Change(s.Serializer):
    """One change of one entry; `document` is null where a later change follows."""

    sequence = s.IntegerField()
    at = s.DateTimeField()
    operation = s.ChoiceField(
        choices=[
            "published",
            "updated",
            "relabelled",
            "withdrawn",
            "deleted",
            "replaced",
        ]
    )
    record = s.CharField()
    slug = s.CharField()
    url = s.CharField(allow_blank=True)
    api_url = s.CharField(allow_blank=True)
    replaced_by = Replacement(allow_null=True)
    document = s.DictField(required=False, allow_null=True)


class Changes(s.Serializer):
    """Some changes in their order; `resume` is where to ask for those after them."""

    epoch = s.CharField()
    since = s.IntegerField()
    sequence = s.IntegerField()
    latest = s.IntegerField()
    next = s.CharField(allow_null=True)
    resume = s.CharField()
    results = Change(many=True)


class DumpFile(s.Serializer):
    """A file of a dump; bytes and checksum are of the file as it is downloaded."""

    name = s.CharField()
    record = s.CharField()
    media_type = s.CharField()
    rows = s.IntegerField()
    bytes = s.IntegerField()
    sha256 = s.CharField()
    url = s.CharField()


class Dumps(s.Serializer):
    """A dump's manifest; beside these fields it is a DCAT catalogue in JSON-LD."""

    epoch = s.CharField()
    sequence = s.IntegerField()
    changes = s.CharField()
    files = DumpFile(many=True)
