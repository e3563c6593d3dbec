"""/pictures/: all the pictures there are, and what each shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.catalogue.selection import Catalogue
from activities.site.languages import absolute
from activities.site.pictures.world import of_everything


def pictures(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    context = {
        "canonical": absolute(request, "/pictures/"),
        "world": of_everything(catalogue),
    }
    return render(request, "pictures/index.html", context)
