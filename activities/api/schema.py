"""How the OpenAPI description names and groups what it describes."""

from drf_spectacular.openapi import AutoSchema


class CatalogueSchema(AutoSchema):
    """Groups operations by what they read: events, partners…"""

    def get_tags(self) -> list[str]:
        return [self.path.split("/")[3] or "root"]
