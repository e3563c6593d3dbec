"""The changes of the catalogue in their order, for whoever keeps a copy of it."""

import orjson
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activities.api import answer_serializers
from activities.api.parameters import parameters_of, refusals
from activities.api.problems import AnotherEpoch
from activities.api.views import CatalogueView, query_of
from activities.catalogue import changes, fields
from activities.catalogue.controls import (
    FULL_PROFILE,
    MINIMAL_PROFILE,
    MOST_PER_PAGE,
)
from activities.catalogue.kinds import EntryKind
from activities.catalogue.problems import InvalidQuery, Problem, unknown_parameter
from activities.catalogue.selection import Catalogue
from iomtracker.fair_use import costing

PATH = "/api/v1/changes/"
PAGE_SIZE = 100
MOST_CHANGES = 10**18
ROWS_PER_UNIT = 100


class ChangesForm(forms.Form):
    """What may be asked of the changes."""

    since = fields.WholeNumberField(
        least=0,
        most=MOST_CHANGES,
        help_text=_("Changes after this number of the sequence; 0 for all."),
    )
    epoch = fields.OnceField(
        help_text=_("The epoch your copy is of: another one is refused with 410.")
    )
    record = fields.TermsField(
        allowed=lambda vocabulary: {str(kind): str(kind) for kind in EntryKind},
        negatable=False,
        help_text=_("Only changes of this kind of entry; repeat it for more."),
    )
    profile = fields.ChoiceField(
        choices={name: name for name in (MINIMAL_PROFILE, FULL_PROFILE)},
        help_text=_("minimal leaves the documents out; full unless asked."),
    )
    page_size = fields.WholeNumberField(
        least=1, most=MOST_PER_PAGE, help_text=_("Changes on a page; 100 unless asked.")
    )


class ChangesView(CatalogueView):
    """Every change since a number, and where to go on."""

    @extend_schema(
        operation_id="changes_list",
        summary="Changes, in their order",
        parameters=parameters_of(ChangesForm()),
        responses={
            200: answer_serializers.Changes,
            **refusals(
                _400="The query cannot be answered as asked.",
                _410="The catalogue was made anew: start afresh.",
            ),
        },
    )
    def get(self, request: Request, catalogue: Catalogue) -> Response:
        query = query_of(request)
        asked = _read(query, catalogue)
        epoch, latest = catalogue.position.epoch, catalogue.position.sequence
        if asked.get("epoch") not in (None, epoch):
            raise AnotherEpoch(epoch)
        since = asked.get("since") or 0
        kinds = [term.value for term in asked.get("record") or []]
        page = changes.since(
            since,
            upto=latest,
            kinds=kinds,
            size=asked.get("page_size") or PAGE_SIZE,
            whole=asked.get("profile") != MINIMAL_PROFILE,
        )
        onward = query.copy()
        onward["since"], onward["epoch"] = str(page.reached), epoch
        address = request.build_absolute_uri(f"{PATH}?{onward.urlencode()}")
        head = {
            "epoch": epoch,
            "since": since,
            "sequence": page.reached,
            "latest": latest,
            "next": address if page.more else None,
            "resume": address,
        }
        body = b'%s,"results":[%s]}' % (orjson.dumps(head)[:-1], b",".join(page.rows))
        return costing(Response(body), 1 + len(page.rows) // ROWS_PER_UNIT)


def _read(query: QueryDict, catalogue: Catalogue) -> dict:
    """The checked parameters. Raises InvalidQuery."""
    form = ChangesForm(query)
    fields.introduce(form, catalogue.vocabulary)
    known = set(form.fields)
    problems = [unknown_parameter(name, known) for name in query if name not in known]
    problems += fields.problems_of(form)
    since, latest = form.cleaned_data.get("since"), catalogue.position.sequence
    if since is not None and since > latest:
        told = _("The catalogue is at %d only: start afresh.") % latest
        problems.append(Problem("since", str(since), told))
    if problems:
        raise InvalidQuery(problems)
    return form.cleaned_data
