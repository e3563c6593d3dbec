"""The examples of the documentation. All of them are run by the tests as they stand."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("curl", "Python", "JavaScript")


@dataclass(frozen=True)
class Example:
    """A call, and what it is good for. `shown` are the names to print of each row."""

    title: Any
    path: str
    shown: tuple[str, str] = ("slug", "title")

    def snippets(self, base_url: str) -> list[tuple[str, str]]:
        """The call in each language, to be copied and run."""
        url = f"{base_url}{self.path}"
        first, second = self.shown
        return [
            ("curl", f"curl --fail --compressed '{url}'"),
            ("Python", _PYTHON.format(url=url, first=first, second=second)),
            ("JavaScript", _JAVASCRIPT.format(url=url, first=first, second=second)),
        ]


_PYTHON = """import json
from urllib.request import urlopen

with urlopen("{url}") as answer:
    page = json.load(answer)
for row in page["results"]:
    print(row["{first}"], row["{second}"])"""

_JAVASCRIPT = """const answer = await fetch("{url}");
const page = await answer.json();
for (const row of page.results) {{
  console.log(row.{first}, row.{second});
}}"""

EXAMPLES = (
    Example(
        _("Events under a theme, and with which partners"),
        "/api/v1/events/?theme=hld2006-topics-2&facets=partner",
    ),
    Example(
        _("Everything in Sub-Saharan Africa in 2005, whole documents"),
        "/api/v1/search/?place=202&year=2005&profile=full",
    ),
    Example(
        _("Who has organized events with IOM, only their names"),
        "/api/v1/partners/?role=co-organizer&fields=slug,name",
        ("slug", "name"),
    ),
    Example(
        _("What has changed, from the first record on, without the documents"),
        "/api/v1/changes/?since=0&profile=minimal",
        ("sequence", "slug"),
    ),
)


def harvester() -> str:
    """A whole program that keeps a copy."""
    return _file("harvest.py")


def generator() -> str:
    """What a generator of clients has to be told."""
    return _file("openapi-python-client.yml")


def _file(name: str) -> str:
    path = settings.BASE_DIR / "docs" / "examples" / name
    return str(path.read_text())
