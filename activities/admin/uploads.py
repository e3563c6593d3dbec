"""What may be uploaded to the desk: of what size it is, and the form that takes it."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import ImportMapping
from activities.models.importing import FileKind

MB = 1_000_000
DESK = "/admin/"
# Where files come in: of an import, and of a mapping that is made from them.
TAKES_FILES = ("/importbatch/add/", "/importmapping/make/")
MOST_ELSEWHERE = 10 * MB
TABLES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


def refuse_too_large(get_response):
    """Answer 413 by what a request says of its size, before any of it is read."""

    def middleware(request):
        if not request.path.startswith(DESK) or request.method != "POST":
            return get_response(request)
        most = MOST_ELSEWHERE
        if request.path.endswith(TAKES_FILES) and request.user.is_staff:
            most = settings.IMPORT_MOST_MB * MB
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > most:
            return _too_large(request, int(length), most)
        return get_response(request)

    return middleware


def _too_large(request, length, most):
    context = {"megabytes": -(-length // MB), "most": most // MB}
    page = render_to_string("admin/too_large.html", context, request)
    return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; each has to be there and to hold something."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        if not data:
            return [super().clean(None, initial)]
        files = [super(FilesField, self).clean(one, initial) for one in data]
        names = [one.name.casefold() for one in files]
        twice = sorted({one for one in names if names.count(one) > 1})
        if twice:
            message = gettext("Two files are named “%s”: rename one of them.")
            raise ValidationError([message % one for one in twice])
        return files


def refuse_other_than_tables(files):
    """Raises ValidationError, naming each file that is no spreadsheet by its ending."""
    message = gettext("“%s” is no spreadsheet: save it as .xlsx or as CSV in UTF-8.")
    wrong = [
        message % one.name for one in files if not one.name.lower().endswith(TABLES)
    ]
    if wrong:
        raise ValidationError(wrong)


class UploadForm(forms.Form):
    """A file of IATI, or spreadsheets with the mapping of their columns."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=FileKind.choices,
        initial=FileKind.IATI,
        widget=forms.RadioSelect,
    )
    files = FilesField(
        label=_("File"),
        help_text=_(
            "One IATI file of activities or organisations, versions 2.01 to 2.03; or"
            " all spreadsheets that belong together (.xlsx or CSV in UTF-8)."
        ),
    )
    mapping = forms.ModelChoiceField(
        ImportMapping.objects.all(),
        label=_("Mapping of columns"),
        required=False,
        help_text=_("For spreadsheets alone: which column is which field."),
    )
    publish = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_(
            "What you choose is public as soon as it is applied. Otherwise new records"
            " are drafts, and changed ones wait for being published."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        files, kind = cleaned.get("files") or [], cleaned.get("kind")
        if kind == FileKind.IATI and len(files) > 1:
            self.add_error("files", _("IATI files are imported one by one: give one."))
        if kind == FileKind.IATI and any(
            one.name.lower().endswith(TABLES) for one in files
        ):
            self.add_error(
                "kind", _("This is a spreadsheet by its name: choose “Spreadsheets”.")
            )
        if kind == FileKind.TABLES:
            try:
                refuse_other_than_tables(files)
            except ValidationError as error:
                self.add_error("files", error)
            if not cleaned.get("mapping"):
                self.add_error("mapping", _("Choose the mapping of their columns."))
        return cleaned
