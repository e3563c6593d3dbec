"""Answers as the asker can take them: brotli, gzip or as they are."""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator

import brotli

SMALLEST = 500  # bytes; below that the wrapping outweighs the gain
_REFUSED = re.compile(r"q=0(\.0*)?$")


def best_of(accepted: str) -> str:
    """The best coding in an Accept-Encoding: `br`, `gzip`, or empty for none."""
    return next((one for one in ("br", "gzip") if takes(accepted, one)), "")


def takes(accepted: str, coding: str) -> bool:
    """Whether an Accept-Encoding names the coding, and does not refuse it."""
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        if name.strip() == coding:
            return not _REFUSED.match(weight.strip())
    return False


def compressed(body: bytes, coding: str) -> bytes:
    """The same bytes from the same body, in every process."""
    if coding == "br":
        made: bytes = brotli.compress(body, quality=5)
        return made
    return gzip.compress(body, 6, mtime=0)


def streamed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A long body with gzip, while it is made: fast rather than small."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
