"""What every publishable record shares: address, state of publication, version."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the working version of a record stands on its way to the public.

    Only `activities.publishing` moves a record from one state to another. A record is
    public as long as it has a `published_version`, wherever its working version stands.
    """

    DRAFT = "draft", _("Draft")
    SUBMITTED = "in-review", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def refuse_leading_hyphen(field: str, key: str) -> None:
    """Raises ValidationError for a key that a query would read as “not this”."""
    if key.startswith("-"):
        message = _("“%s” begins with a hyphen: begin with a letter or a digit.")
        raise ValidationError({field: message % key})


# The fields that only `activities.publishing` writes.
OF_PUBLISHING = ("state", "published_version", "first_published_at")


class StaleRecord(Exception):
    """The record was saved by someone else since it was read."""


class NotAllowed(Exception):
    """A step that the record's state does not allow, or not to this person."""


class RecordQuerySet(models.QuerySet[Any]):
    """The words of the staff side: drafts and all. The public reads the catalogue."""

    def published(self) -> Self:
        """What the public reads, also where a working version waits beside it."""
        return self.filter(published_version__isnull=False)

    def with_unpublished_changes(self) -> Self:
        return self.published().exclude(version=F("published_version"))

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


RecordManager = models.Manager.from_queryset(RecordQuerySet)


class Record(models.Model):
    """A record that staff write and publish. `version` grows by one on every save."""

    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("Last part of the public address; fixed once published."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    published_version = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text=_("The version that the public reads; empty if none."),
    )
    first_published_at = models.DateTimeField(null=True, editable=False)
    checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which somebody last compared the record with its sources."
        ),
    )
    note = models.TextField(
        _("public note"),
        blank=True,
        help_text=_("What readers should know of this record: inferred, unconfirmed…"),
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("For staff only, never published.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
        help_text=_("Empty where an import or a command brought it."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RecordManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_state_known",
                condition=models.Q(state__in=State.values),
            ),
            models.CheckConstraint(
                name="%(class)s_published_has_version",
                condition=~models.Q(state=State.PUBLISHED)
                | models.Q(published_version__isnull=False),
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def is_public(self) -> bool:
        """Whether the public reads some version of it."""
        return self.published_version is not None

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether staff have saved since the version that the public reads."""
        return self.is_public and self.version != self.published_version

    def clean(self) -> None:
        super().clean()
        refuse_leading_hyphen("slug", self.slug)
        if self.first_published_at is None:
            return
        # Whoever was public keeps the address for ever: others name it by that.
        public_slug = type(self).objects.values_list("slug", flat=True).get(pk=self.pk)
        if self.slug != public_slug:
            raise ValidationError(
                {"slug": _("Published as “%s”: keep the address.") % public_slug}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save unless someone else has since `self.version` was read.

        Raises StaleRecord then, and writes nothing. What only publishing may change is
        left as it stands in the database, where it may have moved on.
        """
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            mine = type(self)._base_manager.filter(pk=self.pk, version=self.version)
            if not mine.update(version=F("version") + 1):
                raise StaleRecord(str(self))
            self.version += 1
            kwargs.setdefault("update_fields", self._fields_of_staff())
            super().save(*args, **kwargs)
            self.refresh_from_db(fields=OF_PUBLISHING)

    def _fields_of_staff(self) -> list[str]:
        fields = self._meta.concrete_fields
        own = [field.name for field in fields if not field.primary_key]
        return [name for name in own if name not in OF_PUBLISHING]
