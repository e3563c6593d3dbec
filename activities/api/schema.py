"""How the OpenAPI description names and groups what it describes."""

from drf_spectacular.openapi import AutoSchema


class CatalogueSchema(AutoSchema):
    """Groups operations by what they read: events, partners…, in whatever form."""

    def get_tags(self) -> list[str]:
        parts = self.path.removeprefix("/api/v1").split("/")
        return [parts[1].partition(".")[0] or "root"]
