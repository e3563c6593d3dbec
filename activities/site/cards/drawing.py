"""Draws a card: 1200 × 630, ink on paper, the colours of the site's themes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
LEFT, RIGHT, BAND = 88, 1120, 24
PAPER, INK, QUIET, BLUE = "#fffefb", "#1b1c20", "#4a4b50", "#0033a0"
THEMES = {1: "#07527f", 2: "#8a4200", 3: "#005c43", 4: "#7d2460", 5: "#554d00"}
TITLE_SIZES, MOST_LINES = (68, 60, 52, 46, 40), 5
TITLE_TOP, TITLE_BOTTOM = 176, 496
COLOURS = 48  # enough for smooth letters, and a small file
FONT = Path(__file__).parent / "font" / "OpenSans-SemiBold.ttf"


@dataclass(frozen=True)
class Picture:
    """What stands on a card; of themes the number and the short title of each."""

    title: str
    above: str = ""
    below: str = ""
    themes: tuple[tuple[int, str], ...] = ()


def png(picture: Picture) -> bytes:
    """The card as a PNG file; the same bytes each time."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _band(draw, picture.themes)
    draw.text((LEFT, 52), "IOM activity tracker", BLUE, font(32))
    draw.line([(LEFT, 108), (RIGHT, 108)], BLUE, 4)
    draw.text((LEFT, 130), _cut(picture.above, 28, RIGHT - LEFT), QUIET, font(28))
    _title(draw, picture.title)
    if picture.themes:
        _chips(draw, picture.themes, 512)
    draw.text((LEFT, 566), _cut(picture.below, 28, RIGHT - LEFT), QUIET, font(28))
    written = BytesIO()
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    few.save(written, "PNG", optimize=False, compress_level=6)
    return written.getvalue()


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _band(draw: ImageDraw.ImageDraw, themes: tuple[tuple[int, str], ...]) -> None:
    """The edge: a stretch in the colour of each theme, or all of it blue."""
    colours = [_colour(number) for number, _name in themes] or [BLUE]
    height = SIZE[1] / len(colours)
    for at, colour in enumerate(colours):
        draw.rectangle([0, at * height, BAND, (at + 1) * height], colour)


def _title(draw: ImageDraw.ImageDraw, title: str) -> None:
    """The title as large as it fits; what is too long for the smallest is cut."""
    for size in TITLE_SIZES:
        lines, step = list(_lines(title, size)), round(size * 1.25)
        if len(lines) * step <= TITLE_BOTTOM - TITLE_TOP:
            break
    most = (TITLE_BOTTOM - TITLE_TOP) // step
    if len(lines) > most:
        kept = lines[: most - 1]
        lines = [*kept, _cut(" ".join(lines[most - 1 :]), size, RIGHT - LEFT)]
    for at, line in enumerate(lines):
        draw.text((LEFT, TITLE_TOP + at * step), line, INK, font(size))


def _lines(text: str, size: int) -> Iterator[str]:
    """A text in lines that fit; a word longer than a line is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font(size).getlength(longer) > RIGHT - LEFT:
            yield line
            line = word
        else:
            line = longer
        line = _cut(line, size, RIGHT - LEFT)
    if line:
        yield line


def _chips(
    draw: ImageDraw.ImageDraw, themes: tuple[tuple[int, str], ...], top: int
) -> None:
    """The number of each theme in its colour, and its name as far as there is room."""
    left = LEFT
    for number, name in themes:
        width = 20 + font(26).getlength(str(number))
        told = _cut(name, 26, RIGHT - left - width - 14)
        if left + width > RIGHT:
            return
        draw.rounded_rectangle([left, top, left + width, top + 38], 4, _colour(number))
        draw.text((left + 10, top), str(number), PAPER, font(26))
        draw.text((left + width + 12, top), told, INK, font(26))
        left += round(width + 12 + font(26).getlength(told) + 28)


def _colour(number: int) -> str:
    return THEMES.get(number, QUIET)


def _cut(text: str, size: int, width: float) -> str:
    """As much of a text as fits into a width, with … where it is cut."""
    if font(size).getlength(text) <= width:
        return text
    while text and font(size).getlength(f"{text} …") > width:
        text = text[: -max(1, len(text) // 40)].rstrip(" .,;:–-")
    return f"{text} …" if text else ""
