"""A selection, or one record, in another form than JSON or a page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import orjson
from django.conf import settings
from django.http import Http404, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from activities.api.problems import Gone
from activities.api.views import CatalogueView, query_of, refuse_parameters
from activities.catalogue import changes, related, results, sentence
from activities.catalogue import selection as selections
from activities.catalogue.controls import FULL_PROFILE
from activities.catalogue.days import today
from activities.catalogue.kinds import EntryKind, page_url
from activities.catalogue.problems import InvalidQuery, Problem
from activities.catalogue.selection import Catalogue, Selection
from activities.exports.about import About
from activities.exports.formats import Format
from iomtracker.fair_use import costing

AT_ONCE = 65536  # bytes that are sent together
FEED_SIZE = 100
LATEST_FIRST = "-updated"
COST, ROWS_PER_UNIT = 5, 100  # what an export costs: /api/docs/#fair-use


class FormView(CatalogueView):
    """A whole selection, or of a paged form a page of it."""

    kind: EntryKind | None = None  # None: the search
    form: Format

    def get(self, request: Request, catalogue: Catalogue) -> HttpResponseBase:
        query, form = query_of(request), self.form
        names = form.controls_of(self.kind)
        selection = selections.read(self.kind, query, catalogue, names)
        selection = _as_form_wants(selection, form)
        about = _about(request, selection, form)
        if form.paged:
            page = results.page(selection)
            count, rows = len(page.rows), iter(page.rows)
            about = replace(about, next_url=_next(about, page))
        else:
            count, rows = selection.count(), _rows(selection, form)
            _refuse_too_many(form, count)
        written = form.write(rows, about, selection.controls, self.kind)
        response = _response(written, form, _name(self.kind, form, about))
        return costing(response, COST + count * form.weight // ROWS_PER_UNIT)


class RecordFormView(CatalogueView):
    """One record in another form."""

    kind: EntryKind
    form: Format

    def get(self, request: Request, key: str, catalogue: Catalogue) -> HttpResponseBase:
        refuse_parameters(request)
        record = related.find(self.kind, key)
        if record is None:
            raise Gone.of(self.kind, key) or Http404
        document = record.document
        query = QueryDict()
        selection = selections.read(self.kind, query, catalogue, ())
        about = replace(
            _about(request, selection, self.form),
            title=document.get("title") or document["name"],
            page_url=request.build_absolute_uri(page_url(self.kind, key)),
        )
        original = record.original if self.form.with_original else ""
        rows = [results.with_original(orjson.dumps(document).decode(), original)]
        written = self.form.write(rows, about, selection.controls, self.kind)
        return _response(written, self.form, f"{key}.{self.form.ending}")


def _rows(selection: Selection, form: Format) -> Iterator[bytes]:
    if form.with_original:
        return results.whole_with_originals(selection)
    return results.whole(selection)


def _as_form_wants(selection: Selection, form: Format) -> Selection:
    """Whole documents unless less is asked for; a feed has what changed last first."""
    controls = selection.controls
    if not controls.fields and not controls.profile:
        controls = replace(controls, profile=FULL_PROFILE)
    if form.paged:
        if not {"sort", "cursor"} & set(controls.given):
            controls = replace(controls, sort=LATEST_FIRST)
        if "page_size" not in controls.given:
            controls = replace(controls, page_size=FEED_SIZE)
    return replace(selection, controls=controls)


def _about(request: Request, selection: Selection, form: Format) -> About:
    query = selection.whole_string()
    path = f"/{selection.kind.plural if selection.kind else 'search'}/"
    page = f"{path}?{query}" if query else path
    return About(
        title=sentence.sentence(selection),
        base_url=request.build_absolute_uri("/"),
        self_url=request.build_absolute_uri(),
        page_url=request.build_absolute_uri(page),
        as_of=changes.last_change_at(),
        day=today(),
        publisher=settings.PUBLISHER,
        licence=settings.LICENCE,
        licence_url=settings.LICENCE_URL,
    )


def _next(about: About, page: results.Page) -> str:
    """The address of the page after; empty on the last."""
    query = page.next_query()
    path = about.self_url.partition("?")[0]
    return "" if query is None else f"{path}?{query}"


def _refuse_too_many(form: Format, count: int) -> None:
    """Raises InvalidQuery where a form cannot hold so many rows."""
    if form.most is not None and count > form.most:
        told = _("These are %(count)d records; %(form)s holds %(most)d at most.")
        message = told % {"count": count, "form": form.label, "most": form.most}
        message += " " + _("Set a filter, or take CSV or JSON Lines.")
        raise InvalidQuery([Problem("", form.ending, message)])


def _name(kind: EntryKind | None, form: Format, about: About) -> str:
    """The name to save a file under: what it holds, and of which day."""
    word = kind.plural if kind else "records"
    return f"{word}-{about.as_of:%Y-%m-%d}.{form.ending}"


def _response(
    written: Iterable[bytes], form: Format, name: str
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_together(written), content_type=form.media_type)
    how = "attachment" if form.is_file else "inline"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    # The page is what a search engine should find, not its copies.
    response["X-Robots-Tag"] = "noindex"
    return response


def _together(written: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of a good size to send."""
    waiting: list[bytes] = []
    size = 0
    for some in written:
        waiting.append(some)
        size += len(some)
        if size >= AT_ONCE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
