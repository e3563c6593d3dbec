"""What signing in asks."""

from typing import Any

from django import forms
from django.contrib.admin.forms import (
    AdminAuthenticationForm,
    AdminPasswordChangeForm,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities.sign_in import budgets, passwords, words

LONGEST_PASSWORD = 1024


class PasswordForm(AdminAuthenticationForm):
    """The first step: name and password."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if not name or not password or self.request is None:
            return self.cleaned_data
        try:
            self.user_cache = passwords.check(self.request, name, password)
        except budgets.Held as held:
            raise ValidationError(words.held(held), code="held") from held
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        return self.cleaned_data


class CodeForm(forms.Form):
    """The second step: a code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class OwnPasswordForm(AdminPasswordChangeForm):
    """One's own new password. The old one may not be guessed in an open session."""

    def clean_old_password(self) -> str:
        old = str(self.cleaned_data["old_password"])
        try:
            if passwords.check_own(self.user, old):
                return old
        except budgets.Held as held:
            raise ValidationError(words.held(held), code="held") from held
        raise ValidationError(
            self.error_messages["password_incorrect"], code="password_incorrect"
        )
