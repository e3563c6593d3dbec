"""Mappings of columns: as JSON that is checked, or made from the user's own files."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from activities import roles
from activities.admin.desk import DeskAdmin, DeskForm
from activities.admin.mapping_rows import TableRows
from activities.admin.uploads import FilesField, refuse_other_than_tables
from activities.imports.readings import UnreadableFile
from activities.imports.tables import draft
from activities.imports.tables.mapping import Mapping
from activities.imports.tables.template import write_template
from activities.models import ImportMapping

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HELP = _(
    "A list of tables. For each: “table”, the name of the file or sheet; “part”, what"
    " its rows are (empty for activities, “-” to leave it aside); “key”, the column"
    " with the activity’s identifier; “columns”, field by column (“-” to ignore one);"
    " “fixed”, values that no column gives; “complete”, true if what it does not say"
    " is to be emptied."
)


class ReadableJson(json.JSONEncoder):
    """Draws JSON a line for each thing that it says."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "indent": 2, "ensure_ascii": False})


class MappingForm(DeskForm):
    tables = forms.JSONField(
        label=_("Tables"),
        encoder=ReadableJson,
        widget=forms.Textarea(
            attrs={"rows": 30, "class": "vLargeTextField json", "spellcheck": "false"}
        ),
        help_text=HELP,
    )

    class Meta:
        model = ImportMapping
        fields = ["name", "tables"]

    def clean_tables(self):
        told = self.cleaned_data["tables"]
        return Mapping.from_json(told).to_json()


class FilesForm(forms.Form):
    files = FilesField(
        label=_("Your files"),
        help_text=_(
            "Spreadsheets (.xlsx or CSV) as you fill them in: their first row is read."
        ),
    )

    def clean_files(self):
        files = self.cleaned_data["files"]
        refuse_other_than_tables(files)
        return files


@admin.register(ImportMapping)
class ImportMappingAdmin(DeskAdmin):
    right = right_to_see = roles.Action.IMPORT
    form = MappingForm
    change_form_template = "admin/mapping_change_form.html"
    change_list_template = "admin/mapping_change_list.html"
    list_display = ["name", "of_tables", "template"]
    search_fields = ["name"]

    @admin.display(description=_("tables"))
    def of_tables(self, mapping):
        return ", ".join(one.get("table", "") for one in mapping.tables)

    @admin.display(description=_("template"))
    def template(self, mapping):
        url = reverse("admin:activities_importmapping_template", args=[mapping.pk])
        return format_html('<a href="{}">{}</a>', url, _("Download"))

    def remove(self, request, obj):
        obj.delete()

    def get_urls(self):
        own = [
            path(
                "make/",
                self.admin_site.admin_view(self.make_view),
                name="activities_importmapping_make",
            ),
            path(
                "<int:object_id>/template/",
                self.admin_site.admin_view(self.template_view),
                name="activities_importmapping_template",
            ),
        ]
        return [*own, *super().get_urls()]

    def template_view(self, request, object_id):
        """The workbook to be filled in by this mapping."""
        mapping = self.get_object(request, str(object_id))
        if mapping is None:
            raise Http404
        if not self.has_view_permission(request, mapping):
            raise PermissionDenied
        answer = HttpResponse(content_type=XLSX)
        name = slugify(mapping.name) or "template"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        write_template(Mapping.from_json(mapping.tables), answer)
        return answer

    def make_view(self, request):
        """Files first; then a row for each of their columns; then a mapping."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "tables" in request.POST:
            return self._from_rows(request)
        form = FilesForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                tables = _columns(form.cleaned_data["files"])
            except UnreadableFile as error:
                form.add_error("files", str(error.problem.message))
            else:
                if tables:
                    return self._rows_page(request, TableRows.guessed(tables))
                form.add_error("files", _("There is no column in these files."))
        return self._page(request, "admin/mapping_files.html", form=form)

    def _from_rows(self, request):
        rows = TableRows.posted(request.POST)
        name = request.POST.get("name", "").strip()
        if rows is None:
            return HttpResponseRedirect(reverse("admin:activities_importmapping_make"))
        if "again" in request.POST:
            return self._rows_page(request, rows, name=name)
        made = ImportMapping(name=name, tables=rows.to_json())
        try:
            Mapping.from_json(made.tables)
            made.full_clean()
        except ValidationError as error:
            return self._rows_page(request, rows, name=name, errors=error.messages)
        made.save()
        self.log_addition(request, made, [{"added": {}}])
        self.message_user(request, _("“%s” is kept.") % made)
        return HttpResponseRedirect(
            reverse("admin:activities_importmapping_change", args=[made.pk])
        )

    def _rows_page(self, request, rows, **context):
        return self._page(request, "admin/mapping_rows.html", rows=rows, **context)

    def _page(self, request, template, **context):
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Make a mapping from your files"),
        }
        return TemplateResponse(request, template, context)


def _columns(files):
    """The tables of what was uploaded. Raises UnreadableFile."""
    with TemporaryDirectory() as folder:
        for one in files:
            with (Path(folder) / Path(one.name).name).open("wb") as kept:
                for piece in one.chunks():
                    kept.write(piece)
        return draft.columns_of(Path(folder))
