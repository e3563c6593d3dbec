"""The names of places and themes in several languages: one line for each language."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from activities.admin.locking import ReferenceForm

PREFIX = "name_"


def name_line(language, *, required=False):
    """The line for the name in one language."""
    name = get_language_info(language)["name"]
    return forms.CharField(
        label=_(name),  # Django itself translates the names of languages
        max_length=200,
        required=required,
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
        help_text=format_lazy(_("Language code: {code}."), code=language),
    )


class NamesForm(ReferenceForm):
    """Keeps `names` from lines `name_<language>`, and leaves other languages alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language, name in (self.instance.names or {}).items():
            self.initial.setdefault(f"{PREFIX}{language}", name)

    def clean(self):
        cleaned = super().clean()
        names = dict(self.instance.names or {})
        for line in self.fields:
            if line.startswith(PREFIX):
                names[line.removeprefix(PREFIX)] = cleaned.get(line)
        self.instance.names = {code: name for code, name in names.items() if name}
        return cleaned


class PlaceForm(NamesForm):
    name_en = name_line("en", required=True)
    name_fr = name_line("fr")
    name_es = name_line("es")
    name_ar = name_line("ar")


class ThemeForm(NamesForm):
    """The English name of a theme is its short title."""

    name_fr = name_line("fr")
    name_es = name_line("es")
    name_ar = name_line("ar")
