"""Pages about organizations that may be one: matches, and all duplicates."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import duplicates, merging, publishing
from activities.admin import partner_form, partner_rights
from activities.admin.desk import CONTRADICTION
from activities.admin.side_by_side import told
from partners.models import Organization
from partners.records import StaleRecord

PAIRS = 10  # on a page
SHORTEST = 3  # letters from which on it is worth asking


class PartnerPages:
    """For the ModelAdmin of organizations."""

    change_list_template = "admin/partner_change_list.html"

    def get_urls(self):
        def page(route, view, name):
            view = self.admin_site.admin_view(view)
            return path(route, view, name=f"partners_organization_{name}")

        return [
            page("matches/", self.matches_view, "matches"),
            page("duplicates/", self.duplicates_view, "duplicates"),
            page("<int:key>/use/", self.use_view, "use"),
            *super().get_urls(),
        ]

    def matches_view(self, request):
        """Who may be meant by what is typed, as a list to stand under it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        key = request.GET.get("except", "")[:18]
        pk = int(key) if key.isascii() and key.isdigit() else None
        typed = partner_form.typed_in(request.GET, pk)
        likely = []
        if len(typed.names[0]) >= SHORTEST or typed.acronym:
            likely = duplicates.suspects_of(typed)
        popup = partner_form.is_popup(request)
        found = partner_form.matches(likely, popup=popup)
        answer = render(request, "admin/_partner_matches.html", found)
        answer["Cache-Control"] = "no-store"
        return answer

    def use_view(self, request, key):
        """Close the window in which a partner was to be entered: choose this one."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row = _found(key)
        chosen = {"value": str(row.pk), "obj": str(row)}
        context = {"popup_response_data": json.dumps(chosen)}
        return TemplateResponse(request, "admin/popup_response.html", context)

    def duplicates_view(self, request):
        if not partner_rights.may_compare(request.user):
            raise PermissionDenied
        if request.method == "POST":
            self._settle(request)
            return HttpResponseRedirect(request.get_full_path())
        pages = Paginator(duplicates.pairs(), PAIRS)
        page = pages.get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Suspected duplicates"),
            "page": page,
            "pairs": _side_by_side(page.object_list, request.user),
            "count": pages.count,
        }
        return TemplateResponse(request, "admin/partner_duplicates.html", context)

    def _settle(self, request):
        """Merge the two of a pair, or keep that they are different; tell it."""
        first, second = (_found(request.POST.get(one)) for one in ("first", "second"))
        if first.pk == second.pk:
            raise Http404
        if "different" in request.POST:
            merging.are_different(first, second, by=request.user)
            said = _("“%(gone)s” is another one than “%(stays)s”.")
            said %= {"gone": first, "stays": second}
            self.message_user(request, said, messages.SUCCESS)
        elif "into_second" in request.POST:
            self._merge(request, first, second)
        elif "into_first" in request.POST:
            self._merge(request, second, first)

    def _merge(self, request, gone, stays):
        if not partner_rights.may_merge(request.user):
            raise PermissionDenied
        names = {"gone": str(gone), "stays": str(stays)}
        try:
            count = merging.merge(gone, stays, by=request.user)
        except (ValidationError, StaleRecord, IntegrityError) as error:
            self.message_user(request, why_not(error), messages.ERROR)
            return
        said = ngettext(
            "“%(gone)s” is “%(stays)s” now: %(count)d record names it.",
            "“%(gone)s” is “%(stays)s” now: %(count)d records name it.",
            count,
        )
        self.message_user(request, said % {**names, "count": count}, messages.SUCCESS)


def why_not(error):
    """Why two could not be made one, or two again, in words."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, StaleRecord):
        return _("Someone saved one of the records just now: do it once more.")
    if isinstance(error, publishing.NotAllowed | merging.NotExact):
        return str(error)
    return CONTRADICTION


def _found(key):
    """An organization by a key that may be forged. Raises Http404."""
    try:
        return Organization.objects.get(pk=int(key))
    except (Organization.DoesNotExist, TypeError, ValueError, OverflowError):
        raise Http404 from None


def _side_by_side(pairs, user):
    """Pairs with the key facts of both, and what may be done with each."""
    every = told(one for pair in pairs for one in pair[:2])
    shown = []
    for (one, other, suspect), first, second in zip(
        pairs, every[::2], every[1::2], strict=True
    ):
        shown.append(
            {
                "first": first,
                "second": second,
                "reason": suspect.reason,
                "likeness": suspect.likeness,
                "into_second": _may(user, first, other),
                "into_first": _may(user, second, one),
            }
        )
    return shown


def _may(user, gone, stays):
    """Whether a button is of use: what is public goes into what is public alone."""
    hidden = gone["record"].is_public and not stays.is_public
    return not hidden and partner_rights.may_merge(user)
