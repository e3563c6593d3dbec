"""The names of places and themes in several languages: one line for each language."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from activities.admin.locking import ReferenceForm

PREFIX = "name_"
SHORT_PREFIX = "short_name_"


def name_line(language, *, required=False, longest=200):
    """The line for the name in one language."""
    name = get_language_info(language)["name"]
    return forms.CharField(
        label=_(name),  # Django itself translates the names of languages
        max_length=longest,
        required=required,
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
        help_text=format_lazy(_("Language code: {code}."), code=language),
    )


class NamesForm(ReferenceForm):
    """Keeps `names` from lines `name_<language>`, and leaves other languages alone.

    `kept` are the fields of the model, and what their lines begin with.
    """

    kept = {"names": PREFIX}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, prefix in self.kept.items():
            for language, name in (getattr(self.instance, field) or {}).items():
                self.initial.setdefault(f"{prefix}{language}", name)

    def clean(self):
        cleaned = super().clean()
        for field, prefix in self.kept.items():
            names = dict(getattr(self.instance, field) or {})
            for line in self.fields:
                if line.startswith(prefix):
                    names[line.removeprefix(prefix)] = cleaned.get(line)
            told = {code: name for code, name in names.items() if name}
            setattr(self.instance, field, told)
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


class DialogueForm(NamesForm):
    """A dialogue has a whole title and a short one in each language."""

    kept = {"names": PREFIX, "short_names": SHORT_PREFIX}
    name_fr = name_line("fr", longest=250)
    name_es = name_line("es", longest=250)
    name_ar = name_line("ar", longest=250)
    short_name_fr = name_line("fr", longest=80)
    short_name_es = name_line("es", longest=80)
    short_name_ar = name_line("ar", longest=80)


class GcmObjectiveForm(NamesForm):
    name_fr = name_line("fr", longest=250)
    name_es = name_line("es", longest=250)
    name_ar = name_line("ar", longest=250)
