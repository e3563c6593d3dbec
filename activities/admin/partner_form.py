"""The form of an organization: it warns where the organization may be there already."""

import re

from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities import duplicates
from activities.admin.locking import RecordForm
from activities.duplicates import Typed

ANOTHER = "another"  # the tick that it is another one: keys of those that were shown
ROWS = 40  # names and identifiers that are looked at
_NAME = re.compile(r"names-\d{1,4}-name")
_IDENTIFIER = re.compile(r"identifiers-\d{1,4}-value")


def typed_in(data, pk=None):
    """What stands in the form, or in the address that its script asks."""

    def rows(pattern):
        names = [one for one in data if pattern.fullmatch(one)][:ROWS]
        return [data.get(one, "").strip() for one in names if data.get(one)]

    return Typed(
        names=(data.get("name", "").strip(), *rows(_NAME)),
        acronym=data.get("acronym", "").strip(),
        identifiers=frozenset(rows(_IDENTIFIER)),
        country=data.get("country", "").strip().upper(),
        pk=pk,
    )


def matches(likely, *, popup):
    """Who is likely, as `_partner_matches.html` lists them under the name."""
    rows = [{"organization": one, "reason": why.reason} for one, why in likely]
    keys = ",".join(str(one.pk) for one, _why in likely)
    return {"rows": rows, "keys": keys, "popup": popup, "another": ANOTHER}


class NameWidget(AdminTextInputWidget):
    """A name, and under it who may be meant."""

    template_name = "admin/partner_name.html"

    class Media:
        js = ["partner-names.js"]

    likely = ()
    popup = False
    pk = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context |= matches(self.likely, popup=self.popup)
        address = reverse("admin:partners_organization_matches")
        return context | {"address": address, "pk": self.pk}


class OrganizationForm(RecordForm):
    """`others` are those that somebody has confirmed to be other organizations."""

    others = ()

    class Meta:
        widgets = {"name": NameWidget}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            widget = self.fields["name"].widget
            widget.pk = self.instance.pk
            widget.popup = self.is_popup

    is_popup = False  # set by the desk, which knows the request

    def clean(self):
        cleaned = super().clean()
        if "name" in self.fields and self._is_renamed():
            self._refuse_likely()
        return cleaned

    def _is_renamed(self):
        return not self.instance.pk or {"name", "acronym"} & set(self.changed_data)

    def _refuse_likely(self):
        typed = typed_in(self.data, self.instance.pk)
        said = self.data.get(ANOTHER, "")[:200].split(",")
        confirmed = [int(one) for one in said if one.isascii() and one.isdigit()]
        try:
            self.others = duplicates.refuse_likely(typed, confirmed)
        except ValidationError as error:
            self.add_error("name", error)
            self.fields["name"].widget.likely = duplicates.suspects_of(typed)


def is_popup(request):
    return IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
