"""Every public address, and what it answers."""

import re
from dataclasses import dataclass, field

from django.db import connection
from django.test import RequestFactory
from django.test.client import ClientHandler

from activities.catalogue.kinds import CONTENT, PAGED, EntryKind, api_url, page_url
from activities.catalogue.models import Entry
from activities.catalogue.tallies.pictures import PICTURES
from activities.exports import formats
from tests.conftest import forget

CANARY = "zq7canary"
LISTS = ("activities", "events", "publications", "partners")
OF_RECORDS = ("jsonld", "bib", "ris", "csl.json")
TYPED = (CANARY, CANARY[:4], "mig")
QUERIES = (
    "",
    f"?q={CANARY}",
    "?q=migration",
    "?theme=hld2006-topics-2",
    "?place=202",
    "?year=2005&sort=title",
    "?status=completed",
)
# Pictures have no order.
TOLD = [query.partition("&sort")[0] for query in QUERIES]


TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"([^"]+)"', re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    content: bytes

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")


@dataclass
class Crawl:
    """The answers by their addresses, and the tables read, each by which statements."""

    answers: dict[str, Answer] = field(default_factory=dict)
    tables: dict[str, set[str]] = field(default_factory=dict)

    def watch(self, execute, sql, params, many, context):
        for table in TABLE.findall(sql):
            self.tables.setdefault(table, set()).add(sql[:6])
        return execute(sql, params, many, context)


class Visitor(RequestFactory):
    """Asks for addresses. Django's own client would note each template, at length."""

    def __init__(self) -> None:
        super().__init__()
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **request):
        return self.handler(self._base_environ(**request))

    def answer(self, path: str) -> Answer:
        response = self.get(path)
        content = b"".join(response)
        return Answer(response.status_code, response["Content-Type"], content)


def addresses() -> list[str]:
    """Every page and every answer: all records, and lists under many queries."""
    found = ["/", "/themes/", "/places/", "/dialogues/", "/api/v1/", "/api/docs/"]
    found += ["/api/v1/openapi.json"]
    found += pictures()
    found += lists()
    for kind in (EntryKind.PARTNER, EntryKind.THEME):
        keys = Entry.objects.filter(kind=kind).order_by("pk")
        queries = [f"?{kind}={key}" for key in keys.values_list("key", flat=True)]
        found += [f"/search/{query}" for query in ["", *queries]]
        found += [f"/api/v1/search/{query}&facets=kind,role" for query in queries]
    for kind, key in Entry.objects.order_by("pk").values_list("kind", "key"):
        if kind != EntryKind.SOURCE:
            found += [page_url(kind, key), api_url(kind, key)]
    found += ["/api/v1/changes/?since=0", "/api/v1/changes/?since=0&page_size=1000"]
    for kind in (*PAGED, None):
        for form in formats.formats_of(kind):
            found.append(formats.address(kind, form.ending))
            found.append(formats.address(kind, form.ending, f"q={CANARY}"))
    for kind in CONTENT:
        for key in Entry.objects.filter(kind=kind).values_list("key", flat=True)[:5]:
            found += [f"/{kind.plural}/{key}.{ending}" for ending in OF_RECORDS]
    for name in ("activities", "events", "publications", "partners"):
        found += [f"/{name}/{CANARY}-1/", f"/api/v1/{name}/{CANARY}-1/"]
    return found


def lists() -> list[str]:
    """Lists under many queries, and what is asked of them while somebody types."""
    found = []
    for name in LISTS:
        found += [f"/{name}/{query}" for query in QUERIES]
        facets = "facets=theme,partner,role,kind,region,country,year"
        found += [f"/api/v1/{name}/{query or '?'}&{facets}" for query in QUERIES]
        found.append(f"/{name}/options/year/")
    found += [f"/search/suggest/?q={typed}" for typed in TYPED]
    found += [f"/search/options/partner/?find={typed}" for typed in TYPED]
    return found


def pictures() -> list[str]:
    """Every picture, as a page and as a file, of the same selections."""
    forms = [f"/{name}{form}" for name in PICTURES for form in ("/", ".csv")]
    told = [f"{form}{query}" for form in forms for query in TOLD]
    return ["/pictures/", "/network/?partner=world-bank", *told]


def crawl(paths: list[str]) -> Crawl:
    """Ask for every address, as a process that has just started."""
    visitor, found = Visitor(), Crawl()
    forget()
    with connection.execute_wrapper(found.watch):
        for path in paths:
            found.answers[path] = visitor.answer(path)
    forget()
    return found
