"""Imports: what was uploaded, what was found in it, and what was done with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import Organization


class FileKind(models.TextChoices):
    IATI = "iati", _("IATI file")
    TABLES = "tables", _("Spreadsheets")


class BatchState(models.TextChoices):
    """Where an import stands. What a killed process left is taken up again."""

    PLANNING = "planning", _("Being read")
    PLANNED = "planned", _("Ready to choose from")
    RUNNING = "running", _("Being applied")
    APPLIED = "applied", _("Applied")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    REFUSED = "refused", _("Refused")


class Verdict(models.TextChoices):
    """What an import would do with a record of its file."""

    NEW = "new", _("New")
    EXISTING = "existing", _("Existing, changed")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


class ImportMapping(models.Model):
    """Which column of which table is which field; kept to be used again."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    # See imports/tables/mapping.py for its form.
    tables = models.JSONField(_("tables"))

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One import of one file: planned, chosen from, applied, perhaps undone."""

    kind = models.CharField(_("kind"), max_length=10, choices=FileKind)
    file_name = models.CharField(_("file"), max_length=250)
    sha256 = models.CharField("SHA-256", max_length=64)
    mapping = models.ForeignKey(
        ImportMapping, on_delete=models.PROTECT, null=True, blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=BatchState, default=BatchState.PLANNING
    )
    publish = models.BooleanField(_("publish at once"), default=False)
    # Progress, and the last sign of life of the process that works on it.
    done = models.PositiveIntegerField(_("records done"), default=0)
    beat_at = models.DateTimeField(null=True)
    problem = models.JSONField(_("why it is refused"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name=_("by"),
        help_text=_("Empty where a command did it."),
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="importbatch_state_known",
                condition=Q(state__in=BatchState.values),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"


class ImportItem(models.Model):
    """A record of the file: what is wrong with it, what would change, what was done.

    For undoing: `before` is the record as it was, {"state", "snapshot"}, null if there
    was none; `made` are other records that came with it, [kind, key]; `applied_version`
    is the version that this import left it in.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="items"
    )
    position = models.PositiveIntegerField(_("position in the file"))
    line = models.PositiveIntegerField(_("line"))
    identifier = models.CharField(_("identifier"), max_length=250)
    title = models.CharField(_("title"), max_length=400, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    # [{"level", "line", "path", "value", "message", "remedy"}]
    problems = models.JSONField(_("problems"), default=list)
    # [{"field", "before", "after"}]
    differences = models.JSONField(_("differences"), default=list)
    chosen = models.BooleanField(_("chosen"), default=False)
    applied_at = models.DateTimeField(_("applied"), null=True)
    applied_version = models.PositiveIntegerField(null=True)
    record_kind = models.CharField(_("kind of record"), max_length=20, blank=True)
    slug = models.SlugField(_("address"), max_length=120, blank=True)
    before = models.JSONField(null=True)
    made = models.JSONField(default=list)
    undone = models.CharField(_("undone"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("record of an import")
        verbose_name_plural = _("records of imports")
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="importitem_once"
            ),
            models.CheckConstraint(
                name="importitem_verdict_known",
                condition=Q(verdict__in=Verdict.values),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class PartnerQuestion(models.Model):
    """Whether an organization that an import made is one that was there already."""

    class Answer(models.TextChoices):
        OPEN = "open", _("Open")
        SAME = "same", _("The same")
        ANOTHER = "another", _("Another one")

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("organization"),
    )
    candidate = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="asked_of",
        verbose_name=_("may be the same as"),
    )
    likeness = models.PositiveSmallIntegerField(_("likeness in percent"))
    reason = models.CharField(_("why it may be"), max_length=250)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer, default=Answer.OPEN
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("question about a partner")
        verbose_name_plural = _("questions about partners")
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "candidate"], name="partnerquestion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} = {self.candidate}?"
