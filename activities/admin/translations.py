"""The texts of a record in other languages: a line for each language and field."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from activities.models.content import TRANSLATED, validate_translations

OFFERED = ("en", "fr", "es", "ar")
NEW = "new"
LABELS = {
    "title": _("title"),
    "summary": _("summary"),
    "description": _("description"),
}


def _language(code):
    """What a language is called; its code where nobody here knows."""
    try:
        return _(get_language_info(code)["name"])
    except KeyError:
        return code


class TranslationsWidget(forms.Widget):
    """Texts by language and field: {"fr": {"title": "…"}}."""

    template_name = "admin/translations.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        told = value if isinstance(value, dict) else {}
        codes = [*told, *(one for one in OFFERED if one not in told)]
        context["languages"] = [
            {
                "code": code,
                "name": _language(code),
                "filled": bool(told.get(code)),
                "lines": self._lines(name, code, told.get(code) or {}),
            }
            for code in codes
        ]
        context["new"] = {
            "name": f"{name}-{NEW}",
            "lines": self._lines(name, NEW, {}),
        }
        return context

    @staticmethod
    def _lines(name, code, texts):
        return [
            {
                "name": f"{name}-{code}-{field}",
                "field": field,
                "label": LABELS[field],
                "value": texts.get(field, "") if isinstance(texts, dict) else "",
            }
            for field in TRANSLATED
        ]

    def value_from_datadict(self, data, files, name):
        """The filled lines; None where the form has none of them."""
        if self.value_omitted_from_data(data, files, name):
            return None
        told = {}
        for key in data:
            prefix, _sep, field = key.rpartition("-")
            if not prefix.startswith(f"{name}-") or field not in TRANSLATED:
                continue
            code = prefix.removeprefix(f"{name}-")
            if code == NEW:
                code = data.get(f"{name}-{NEW}", "").strip()
            text = data[key].replace("\r\n", "\n").strip()
            if text:
                told.setdefault(code, {})[field] = text
        return told

    def value_omitted_from_data(self, data, files, name):
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_):
        return ""  # no single line of it


class TranslationsField(forms.Field):
    widget = TranslationsWidget

    def clean(self, value):
        told = value or {}
        if told.get(""):
            message = _("Give the code of the language of what you have written.")
            raise forms.ValidationError(message)
        validate_translations(told)
        return told

    def has_changed(self, initial, data):
        return data is not None and (initial or {}) != data
