"""Questions to the catalogue and what it finds; processes of their own ask too."""

from django.http import QueryDict

from activities.catalogue import results
from activities.catalogue import selection as selections
from activities.catalogue.models import Entry
from activities.catalogue.selection import Catalogue

QUESTIONS = [
    *({"theme": [f"hld2006-topics-{n}"]} for n in range(1, 6)),
    *({"place": [code]} for code in ("202", "142", "001", "AO")),
    *({"q": [word]} for word in ("renamed", "trade", "diaspora", "elan")),
    {"status": ["completed"]},
    {"role": ["expert"]},
]


def asked(kind, query, catalogue=None):
    string = QueryDict(mutable=True)
    for name, values in query.items():
        string.setlist(name, values)
    return selections.read(kind, string, catalogue or Catalogue.now())


def found(selection):
    keys = dict(Entry.objects.values_list("pk", "key"))
    return {keys[pk] for pk in results.all_keys(selection)}


def answers():
    catalogue = Catalogue.now()
    return [found(asked(None, question, catalogue)) for question in QUESTIONS]
