"""What search engines may ask for: pages and records, not every selection of them."""

from django.http import HttpRequest, HttpResponse

# The longest rule that fits an address counts, whatever the order.
RULES = """\
# Lists and records are for everybody. Selections of them are endless, and each is
# noindex: whoever wants all the data takes a dump, see /api/docs/.
User-agent: *
Disallow: /admin/
Disallow: /*?
Allow: /*?page=
Disallow: /*?page=*&
Disallow: /*/options/
Disallow: /search/suggest/
Disallow: /api/v1/
Allow: /api/v1/dumps/
Allow: /api/v1/openapi.json
"""


def robots(request: HttpRequest) -> HttpResponse:
    """The rules, and where the map of the site is. Needs no database."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    text = f"{RULES}\nSitemap: {sitemap}\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"
    return response
