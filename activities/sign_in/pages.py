"""The pages between the password and the desk, and the one on one's second factor."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from activities import audit
from activities.sign_in import budgets, second_factor, sessions, words
from activities.sign_in.forms import CodeForm, PasswordForm
from iomtracker.middleware import PRIVATE

KEY = "second_factor_key"  # of the session: the secret that is being set up


def where_to(request: HttpRequest) -> str:
    """Where somebody wanted to go before signing in: a page of the desk, no other."""
    name = REDIRECT_FIELD_NAME
    given = str(request.POST.get(name, request.GET.get(name, "")))
    winding = "\\" in given or ".." in given.partition("?")[0]
    hosts = {request.get_host()}
    if winding or not given.isprintable() or not given.startswith(PRIVATE):
        return reverse("admin:index")
    if not url_has_allowed_host_and_scheme(given, allowed_hosts=hosts):
        return reverse("admin:index")
    return given


class SignIn(LoginView):
    """The first step. What is right leads to the second, or in where none is asked."""

    authentication_form = PasswordForm
    template_name = "admin/login.html"

    def form_valid(self, form: Any) -> HttpResponse:
        user, goes_to = form.get_user(), where_to(self.request)
        sessions.wait_for_second_step(self.request, user, goes_to)
        if not second_factor.is_asked_of(user):
            response = HttpResponseRedirect(goes_to)
            sessions.begin(self.request, response, user, "password")
            return response
        name = "code" if second_factor.of(user) else "set_up"
        return HttpResponseRedirect(reverse(f"admin:sign_in_{name}"))


def code(site: Any, request: HttpRequest) -> HttpResponse:
    """The second step: a code."""
    waiting = sessions.pending(request)
    if waiting is None:
        return _anew(request)
    if second_factor.of(waiting.user) is None:
        return HttpResponseRedirect(reverse("admin:sign_in_set_up"))
    form = CodeForm(request.POST or None)
    how = _checked(request, waiting.user, form)
    if not how:
        return _page(site, request, "sign_in_code", _("Second step"), form=form)
    response = HttpResponseRedirect(waiting.goes_to)
    sessions.begin(request, response, waiting.user, f"password and {how}")
    left = second_factor.codes_left(waiting.user)
    if how != "app":
        told = _("You used a recovery code. Codes left: %(count)d.") % {"count": left}
        messages.warning(request, told)
    return response


def set_up(site: Any, request: HttpRequest) -> HttpResponse:
    """The second step of who has no second factor yet; of who is signed in, too."""
    waiting = sessions.pending(request)
    if waiting is None and site.has_permission(request):
        waiting = sessions.Pending(request.user, reverse("admin:second_factor"))
    if waiting is None or second_factor.of(waiting.user) is not None:
        return _anew(request)
    key = request.session.setdefault(KEY, second_factor.new_key())
    form = CodeForm(request.POST or None)
    codes = _set_up(request, waiting.user, key, form)
    if not codes:
        offer = second_factor.offer(waiting.user, key)
        title = _("Set up your second factor")
        return _page(site, request, "sign_in_set_up", title, form=form, offer=offer)
    del request.session[KEY]
    response = _codes(site, request, codes, waiting.goes_to)
    if not request.user.is_authenticated:
        sessions.begin(request, response, waiting.user, "password and new app")
    return response


def own(site: Any, request: HttpRequest) -> HttpResponse:
    """One's own second factor: new recovery codes, or away from a phone."""
    factor = second_factor.of(request.user)
    form = CodeForm(request.POST or None)
    form.fields["code"].widget.attrs.pop("autofocus")
    if factor is not None and _checked(request, request.user, form):
        if "move" in request.POST:
            return _moved(request)
        codes = second_factor.new_recovery_codes(request.user)
        return _codes(site, request, codes, reverse("admin:second_factor"))
    return _page(
        site,
        request,
        "second_factor",
        _("Your second factor"),
        form=form,
        factor=factor,
        left=second_factor.codes_left(request.user),
        is_required=settings.SECOND_FACTOR == "required",
    )


def _moved(request: HttpRequest) -> HttpResponse:
    """To be set up anew, on another phone, by who has shown that it is theirs."""
    second_factor.reset(request.user, by=request.user, reason="by its owner")
    logout(request)
    messages.info(request, _("Sign in now to set up your second factor anew."))
    return HttpResponseRedirect(reverse("admin:login"))


def _checked(request: HttpRequest, user: Any, form: CodeForm) -> str:
    """How the code that was sent shows who it is; the form says why it does not."""
    if not form.is_valid():
        return ""
    try:
        with audit.of(request, user.get_username()):
            how = second_factor.check(user, form.cleaned_data["code"])
    except budgets.Held as held:
        form.add_error("code", words.held(held))
        return ""
    if not how:
        form.add_error("code", words.wrong_code())
    return how


def _set_up(request: HttpRequest, user: Any, key: str, form: CodeForm) -> list[str]:
    if not form.is_valid():
        return []
    try:
        with audit.of(request, user.get_username()):
            codes = second_factor.set_up(user, key, form.cleaned_data["code"])
    except budgets.Held as held:
        form.add_error("code", words.held(held))
        return []
    if not codes:
        form.add_error("code", words.wrong_code())
    return codes


def _anew(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:login"))


def _codes(
    site: Any, request: HttpRequest, codes: list[str], goes_to: str
) -> HttpResponse:
    title = _("Your recovery codes")
    return _page(site, request, "recovery_codes", title, codes=codes, goes_to=goes_to)


def _page(
    site: Any, request: HttpRequest, name: str, title: str, **context: Any
) -> HttpResponse:
    """A page of these, rendered at once: what it shows may be gone afterwards."""
    told = {**site.each_context(request), "title": title, **context}
    request.current_app = site.name  # type: ignore[attr-defined]  # as Django's views
    response = TemplateResponse(request, f"admin/{name}.html", told).render()
    add_never_cache_headers(response)
    return response
