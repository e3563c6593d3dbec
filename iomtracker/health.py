"""Is the process alive, and can it serve? For whoever watches or balances it."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from activities.catalogue.index import follower


def livez(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; touches nothing else."""
    return HttpResponse("alive\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and the index can be read, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        follower.searcher_at(follower.catalogue_position())
    except (DatabaseError, follower.IndexBusy, OSError):
        return HttpResponse("not ready\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
