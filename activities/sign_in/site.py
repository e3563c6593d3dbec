"""The desk: Django's admin site, entered in two steps, with a trail of what is done."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from activities import audit
from activities.models.audit import Deed
from activities.sign_in import pages
from activities.sign_in.forms import OwnPasswordForm
from activities.sign_in.tracing import Told, told


class DeskSite(admin.AdminSite):
    def register(self, model_or_iterable, admin_class=None, **options):
        """Whatever is registered, by whomever, is told in the audit trail."""
        chosen = admin_class or admin.ModelAdmin
        if not issubclass(chosen, Told):
            chosen = type(chosen.__name__, (Told, chosen), {"__doc__": chosen.__doc__})
        super().register(model_or_iterable, chosen, **options)

    def admin_view(self, view, cacheable=False):
        return super().admin_view(told(view), cacheable)

    def get_urls(self):
        def step(view):
            view = sensitive_post_parameters()(never_cache(partial(view, self)))
            return require_http_methods(["GET", "HEAD", "POST"])(view)

        own = [
            path("login/code/", step(pages.code), name="sign_in_code"),
            path("login/set-up/", step(pages.set_up), name="sign_in_set_up"),
            path(
                "second-factor/",
                self.admin_view(partial(pages.own, self)),
                name="second_factor",
            ),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(sensitive_post_parameters())
    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(pages.where_to(request))
        request.current_app = self.name
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": reverse("admin:login"),
            "username": request.user.get_username(),
            "next": pages.where_to(request),
            **(extra_context or {}),
        }
        return pages.SignIn.as_view(extra_context=context)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None):
        """As Django's, with a form in which the old password cannot be guessed."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
            template_name="registration/password_change_form.html",
        )
        return view(request)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """End the session here and on the server. By POST, as no other page could."""
        if request.method != "POST":
            return super().logout(request, extra_context)
        audit.write(Deed.SIGNED_OUT, by=request.user)
        return super().logout(request, extra_context)
