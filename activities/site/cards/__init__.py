"""The picture and words by which other sites show a link to a page of ours."""

from activities.site.cards.page import Card, of_page

__all__ = ["Card", "of_page"]
