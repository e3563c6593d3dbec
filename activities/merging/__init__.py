"""Makes one organization of two, in the records and for the public, and undoes it.

All that names the one that goes names the one that stays from then on. What is public
is told so without publishing anything else: a record with edits that nobody has
published yet gets the other partner in its public version alone.
"""

from activities.merging.differences import are_different
from activities.merging.named import named_by, named_by_all
from activities.merging.one import answer, merge
from activities.merging.undo import NotExact, undo, what_hinders

__all__ = [
    "NotExact",
    "answer",
    "are_different",
    "merge",
    "named_by",
    "named_by_all",
    "undo",
    "what_hinders",
]
