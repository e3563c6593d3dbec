"""Imports on the desk: uploaded, gone through, applied, taken back."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from activities import roles
from activities.admin import batch_page
from activities.admin.rights import Guarded
from activities.admin.uploads import UploadForm
from activities.imports import batches, items, undo, work
from activities.models import ImportBatch
from activities.models.importing import BatchState, FileKind, Verdict


def step(view):
    """A page on one batch, for who may change imports."""

    @wraps(view)
    def of_batch(desk, request, object_id):
        batch = desk.get_object(request, str(object_id))
        if batch is None:
            raise Http404
        if not desk.has_change_permission(request, batch):
            raise PermissionDenied
        return view(desk, request, batch)

    return of_batch


def _counted(verdict, label):
    @admin.display(description=label)
    def counted(desk, batch):
        return getattr(batch, f"count_{verdict}")

    return counted


@admin.register(ImportBatch)
class ImportBatchAdmin(Guarded, admin.ModelAdmin):
    right = right_to_see = roles.Action.IMPORT
    list_display = [
        "file_name",
        "kind",
        "state",
        "new",
        "existing",
        "unchanged",
        "refused",
        "by",
        "created_at",
    ]
    list_filter = ["state", "kind"]
    list_select_related = ["by"]
    list_per_page = 50
    search_fields = ["file_name"]
    new = _counted("new", _("new"))
    existing = _counted("existing", _("changed"))
    unchanged = _counted("unchanged", _("unchanged"))
    refused = _counted("refused", _("refused"))

    def has_delete_permission(self, request, obj=None):
        return False  # one of which nothing was applied is discarded on its page

    def get_queryset(self, request):
        counts = {
            f"count_{one}": Count("items", filter=Q(items__verdict=one))
            for one in Verdict.values
        }
        return super().get_queryset(request).annotate(**counts)

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Imports"), **(extra_context or {})}
        return super().changelist_view(request, title)

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(view)

        own = [
            path(
                f"<int:object_id>/{name}/",
                page(getattr(self, f"{name}_view")),
                name=f"activities_importbatch_{name}",
            )
            for name in ("choose", "apply", "undo", "discard", "continue")
        ]
        return [*own, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Take a file, and have it read."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            return self._taken(request, form.cleaned_data)
        return self.page(
            request, "admin/import_upload.html", _("Import a file"), form=form
        )

    def _taken(self, request, told):
        batch = batches.store(
            [(one.name, one) for one in told["files"]],
            FileKind(told["kind"]),
            mapping=told["mapping"] if told["kind"] == FileKind.TABLES else None,
            publish=told["publish"],
            by=request.user,
        )
        work.start(batch, "plan", request.user)
        return HttpResponseRedirect(self.url(batch, "change"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What is in the file, and what was done with it."""
        batch = self.get_object(request, object_id)
        if batch is None:
            raise Http404
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        context = batch_page.context(batch, request.GET)
        context["may_change"] = self.has_change_permission(request, batch)
        context["may_apply"] = context["may_change"]
        answer = self.page(
            request, "admin/import_batch.html", batch.file_name, batch=batch, **context
        )
        if context["is_busy"]:
            answer.headers["Refresh"] = "3"
        return answer

    @step
    def choose_view(self, request, batch):
        """Keep the choices of a page, or choose all, none, all that the filter shows.

        The address has the filter; what is posted speaks of this batch's records only.
        """
        if request.method != "POST" or batch.state not in batch_page.OPEN:
            return self.back(batch, request.GET)
        asked = batch_page.asked(request.GET)
        whole = items.found(batch)
        if "all" in request.POST:
            items.choose(whole)
        elif "none" in request.POST:
            items.choose(whole, [])
        elif "filtered" in request.POST:
            items.choose(items.found(batch, **asked))
        else:
            shown = batch_page.positions(request.POST.getlist("shown"))
            chosen = batch_page.positions(request.POST.getlist("chosen"))
            items.choose(whole.filter(position__in=shown), chosen & shown)
        if "review" in request.POST:
            return HttpResponseRedirect(self.url(batch, "apply"))
        count = items.chosen(batch).count()
        told = ngettext("%d record is chosen.", "%d records are chosen.", count)
        self.message_user(request, told % count, messages.SUCCESS)
        return self.back(batch, request.GET, request.POST.get("go_to", ""))

    @step
    def apply_view(self, request, batch):
        """Ask whether to do what is chosen; then do it."""
        count = items.chosen(batch).count()
        if not count or batch.state not in batch_page.OPEN:
            self.message_user(
                request, _("There is nothing to apply now."), messages.WARNING
            )
            return self.back(batch)
        if request.method == "POST":
            if request.POST.get("count") == str(count):
                return self._begin(request, batch, "apply")
            self.message_user(
                request,
                _("The choice has changed since: look at it again."),
                messages.WARNING,
            )
        return self.page(
            request,
            "admin/import_apply.html",
            _("Apply what is chosen"),
            batch=batch,
            count=count,
            kinds=batch_page.kinds_chosen(batch),
        )

    @step
    def undo_view(self, request, batch):
        count = batch.items.filter(undone="").exclude(applied_at=None).count()
        if not count or batch.state != BatchState.APPLIED:
            self.message_user(
                request, _("There is nothing to undo now."), messages.WARNING
            )
            return self.back(batch)
        if later := undo.comes_first(batch):
            told = _("Import %s has changed the same records since: undo it first.")
            self.message_user(request, told % later, messages.WARNING)
            return self.back(batch)
        if request.method == "POST":
            return self._begin(request, batch, "undo")
        title = _("Undo this import")
        return self.page(
            request, "admin/import_undo.html", title, batch=batch, count=count
        )

    @step
    def discard_view(self, request, batch):
        if not batch_page.is_discardable(batch):
            self.message_user(
                request,
                _("Something of it was applied: it stays, and may be undone."),
                messages.WARNING,
            )
            return self.back(batch)
        if request.method == "POST":
            name = str(batch)
            batches.discard(batch)
            self.message_user(request, gettext("Discarded: %s.") % name)
            return HttpResponseRedirect(
                reverse("admin:activities_importbatch_changelist")
            )
        title = _("Discard this import")
        return self.page(request, "admin/import_discard.html", title, batch=batch)

    @step
    def continue_view(self, request, batch):
        """Take a step again in which a process died."""
        broken = work.broken_off(batch)
        if request.method == "POST" and broken:
            return self._begin(request, batch, broken)
        return self.back(batch)

    def _begin(self, request, batch, name):
        if not work.begin(batch, name, request.user):
            self.message_user(
                request,
                _("This is being done already, in another window or by someone else."),
                messages.WARNING,
            )
        return self.back(batch)

    def page(self, request, template, title, **context):
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
        }
        return TemplateResponse(request, template, context)

    def back(self, batch, query=None, page=""):
        told = query.copy() if query else QueryDict(mutable=True)
        if page:
            told["page"] = page
        url = self.url(batch, "change")
        return HttpResponseRedirect(f"{url}?{told.urlencode()}" if told else url)

    @staticmethod
    def url(batch, page):
        return reverse(f"admin:activities_importbatch_{page}", args=[batch.pk])
