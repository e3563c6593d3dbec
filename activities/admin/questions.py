"""Whether two organizations are one: a queue that staff answer, two buttons each."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from activities import merging, publishing, roles
from activities.admin.desk import CONTRADICTION
from activities.admin.rights import Guarded
from activities.admin.side_by_side import told as shown
from activities.models import PartnerQuestion
from partners.records import StaleRecord


class OpenFirst(admin.SimpleListFilter):
    """Open questions, unless others are asked for."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        answers = PartnerQuestion.Answer
        return [
            (answers.SAME, answers.SAME.label),
            (answers.ANOTHER, answers.ANOTHER.label),
            ("all", _("All")),
        ]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": PartnerQuestion.Answer.OPEN.label}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(answer=self.value() or PartnerQuestion.Answer.OPEN)


@admin.register(PartnerQuestion)
class PartnerQuestionAdmin(Guarded, admin.ModelAdmin):
    right = right_to_see = roles.Action.MERGE
    list_display = ["organization", "candidate", "percent", "reason", "answer", "by"]
    list_filter = [OpenFirst]
    list_select_related = ["organization", "candidate", "by"]
    search_fields = ["organization__name", "candidate__name"]

    @admin.display(description=_("likeness"), ordering="likeness")
    def percent(self, question):
        return f"{question.likeness} %" if question.likeness else ""

    def has_add_permission(self, request):
        return False  # imports ask

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Questions about partners"), **(extra_context or {})}
        return super().changelist_view(request, title)

    def get_urls(self):
        view = self.admin_site.admin_view(self.answer_view)
        name = "activities_partnerquestion_answer"
        own = path("<int:object_id>/answer/", view, name=name)
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The two side by side."""
        question = self._question(request, object_id)
        if not self.has_view_permission(request, question):
            raise PermissionDenied
        both = _told([question.organization, question.candidate])
        may_answer = self.has_change_permission(request, question)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Are these two the same?"),
            "question": question,
            "both": both,
            "is_open": question.answer == PartnerQuestion.Answer.OPEN,
            "may_answer": may_answer,
            "may_merge": may_answer,
            "blocked": _blocked(question),
            "left": self._open().count(),
        }
        return TemplateResponse(request, "admin/partner_question.html", context)

    def answer_view(self, request, object_id):
        question = self._question(request, object_id)
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(_url(question))
        same = "same" in request.POST
        if same or "another" in request.POST:
            return self._answered(request, question, same)
        return HttpResponseRedirect(_url(question))

    def _answered(self, request, question, same):
        """Do it, tell it, and go on to the next question."""
        gone, stays = str(question.organization), str(question.candidate)
        try:
            count = merging.answer(question, same=same, by=request.user)
        except ValidationError as error:
            return self._refused(request, question, " ".join(error.messages))
        except publishing.NotAllowed as error:
            return self._refused(request, question, str(error))
        except StaleRecord:
            told = _("Someone saved one of the records just now: answer once more.")
            return self._refused(request, question, told)
        except IntegrityError:
            return self._refused(request, question, CONTRADICTION)
        told = gettext("“%(gone)s” is another one than “%(stays)s”.")
        if same:
            told = ngettext(
                "“%(gone)s” is “%(stays)s” now: %(count)d record names it.",
                "“%(gone)s” is “%(stays)s” now: %(count)d records name it.",
                count,
            )
        told %= {"gone": gone, "stays": stays, "count": count}
        self.message_user(request, told, messages.SUCCESS)
        following = self._open().first()
        if following is not None:
            return HttpResponseRedirect(_url(following))
        self.message_user(request, _("That was the last open question."))
        return HttpResponseRedirect(
            reverse("admin:activities_partnerquestion_changelist")
        )

    def _refused(self, request, question, told):
        self.message_user(request, told, messages.ERROR)
        return HttpResponseRedirect(_url(question))

    def _question(self, request, object_id):
        question = self.get_object(request, str(object_id))
        if question is None:
            raise Http404
        return question

    @staticmethod
    def _open():
        return PartnerQuestion.objects.filter(answer=PartnerQuestion.Answer.OPEN)


def _url(question):
    name = "admin:activities_partnerquestion_change"
    return reverse(name, args=[quote(question.pk)])


def _blocked(question):
    """Why they cannot be made one now."""
    gone, stays = question.organization, question.candidate
    if gone.is_public and not stays.is_public:
        return _("“%s” is not public: publish it first.") % stays
    return ""


def _told(both):
    """The two as they are shown beside each other, with records that name them."""
    found = shown(both)
    for one in found:
        parts = one["record"].participations.exclude(activity=None)
        rows = parts.select_related("activity").order_by("pk")[:3]
        one["examples"] = [row.activity for row in rows]
    return found
