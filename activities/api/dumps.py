"""Dumps to download: the manifest, which is a DCAT catalogue as well, and its files."""

from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import condition
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from activities.api import answer_serializers
from activities.api.parameters import refusals
from activities.api.views import CatalogueView, refuse_parameters
from activities.catalogue.index import follower
from activities.catalogue.kinds import EntryKind
from activities.exports import dumps
from activities.exports.dumps import Dump, File
from iomtracker.fair_use import costing

PATH = "/api/v1/dumps/"
REFUSED = "The query cannot be answered as asked."
ROWS_PER_UNIT = 1000
NOT_READY = 300  # seconds until the maintainer's timer has made a new one

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
}


class BeingMade(APIException):
    """There is no dump that may be given out."""

    status_code = 503


def _newest(request: Any, *args: Any, **kwargs: Any) -> str | None:
    dump = dumps.latest(follower.catalogue_position())
    return f'"{dump.folder}"' if dump else None


class DumpsView(CatalogueView):
    """The newest dump: what files it has, of when, with their checksums."""

    @extend_schema(
        operation_id="dumps_retrieve",
        summary="The newest dump of everything public",
        responses={
            (200, "application/ld+json"): answer_serializers.Dumps,
            **refusals(_400=REFUSED, _503="A new dump is being made."),
        },
    )
    def get(self, request: Request) -> Response:
        refuse_parameters(request)
        dump = dumps.latest(follower.catalogue_position())
        if dump is None:
            raise BeingMade(_("The dump is being made anew. Come again in a while."))
        body = orjson.dumps(_manifest(dump, request.build_absolute_uri))
        return Response(body, content_type="application/ld+json")

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == BeingMade.status_code:
            response["Retry-After"] = str(NOT_READY)
        return response


class DumpFileView(CatalogueView):
    """A file of a dump."""

    @extend_schema(
        operation_id="dumps_file",
        summary="A file of a dump",
        parameters=[
            OpenApiParameter(name, location=OpenApiParameter.PATH, description=told)
            for name, told in (
                ("folder", "The dump, as the manifest names it."),
                ("name", "The file, as the manifest names it."),
            )
        ],
        responses={
            (200, "application/gzip"): OpenApiTypes.BINARY,
            **refusals(_400=REFUSED, _404="There is no such file, or no longer."),
        },
    )
    def get(self, request: Request, folder: str, name: str) -> HttpResponseBase:
        refuse_parameters(request)
        found = _file(folder, name)
        if found is None:
            raise Http404
        dump, file = found
        handle = Path(dump.path, file.name).open("rb")  # noqa: SIM115 - closed when sent
        response = FileResponse(handle, content_type="application/gzip")
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return costing(response, 1 + file.rows // ROWS_PER_UNIT)


def _file(folder: str, name: str) -> tuple[Dump, File] | None:
    dump = dumps.find(folder, follower.catalogue_position())
    files = dump.files if dump else ()
    file = next((one for one in files if one.name == name), None)
    return (dump, file) if dump and file else None


def _checksum(request: Any, folder: str, name: str) -> str | None:
    found = _file(folder, name)
    return f'"{found[1].sha256[:32]}"' if found else None


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def manifest(request: HttpRequest) -> HttpResponse:
    """The manifest; 304 for who has it."""
    return _fresh(condition(etag_func=_newest)(DumpsView.as_view())(request))


def file(request: HttpRequest, folder: str, name: str) -> HttpResponse:
    """A file; 304 for who has it."""
    view = condition(etag_func=_checksum)(DumpFileView.as_view())
    return _fresh(view(request, folder=folder, name=name))


def _manifest(dump: Dump, absolute: Any) -> dict[str, Any]:
    files = [
        {
            "name": one.name,
            "record": one.kind,
            "media_type": one.media_type,
            "rows": one.rows,
            "bytes": one.bytes,
            "sha256": one.sha256,
            "url": absolute(f"{PATH}{dump.folder}/{one.name}"),
        }
        for one in dump.files
    ]
    since = f"/api/v1/changes/?since={dump.sequence}&epoch={dump.epoch}"
    return {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "@id": absolute(PATH),
        "epoch": dump.epoch,
        "sequence": dump.sequence,
        "changes": absolute(since),
        "files": files,
        "dct:title": _("IOM activity tracker: everything public"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.PUBLISHER},
        "dct:license": {"@id": settings.LICENCE_URL},
        "dct:modified": dump.made_at,
        "dcat:dataset": [_dataset(kind, files, dump, absolute) for kind in EntryKind],
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": "API v1",
            "dcat:endpointURL": {"@id": absolute("/api/v1/")},
            "dcat:endpointDescription": {"@id": absolute("/api/v1/openapi.json")},
        },
    }


def _dataset(
    kind: EntryKind, files: list[dict[str, Any]], dump: Dump, absolute: Any
) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "@id": absolute(f"{PATH}#{kind.plural}"),
        "dct:title": kind.heading,
        "dct:modified": dump.made_at,
        "dct:license": {"@id": settings.LICENCE_URL},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": one["name"],
                "dcat:downloadURL": {"@id": one["url"]},
                "dcat:mediaType": one["media_type"],
                "dcat:compressFormat": "application/gzip",
                "dcat:byteSize": one["bytes"],
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": one["sha256"],
                },
            }
            for one in files
            if one["record"] == kind
        ],
    }
