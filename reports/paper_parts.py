"""What a printed report is put together from: styles, tables, pictures with regions, rates on a line."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Table

from reports import pictures
from reports.paper_lines import Text
from reports.paper_text import BOLD, MONO, PLAIN, Setter
from reports.rates import Rate
from reports.regions import COLOURS, Drawing
from resources import tokens

MARGIN = 17 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - 2 * MARGIN
GAP = 1.5 * mm
TEXT, QUIET, LINE = (HexColor(colour) for colour in (tokens.LIGHT.text, tokens.LIGHT.quiet, tokens.LIGHT.line))
HAIR = 0.4

BODY = ParagraphStyle("body", fontName=PLAIN, fontSize=8.5, leading=12, textColor=TEXT, spaceAfter=4)
SMALL = ParagraphStyle("small", BODY, fontSize=7, leading=9.5, textColor=QUIET, spaceAfter=2)
CELL = ParagraphStyle("cell", BODY, fontSize=8, leading=10.5, spaceAfter=0)
HEAD = ParagraphStyle("head", CELL, textColor=QUIET, fontSize=7.5)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=17, leading=21, spaceAfter=8)
PART = ParagraphStyle("part", BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=4, spaceAfter=6, keepWithNext=1)
SECTION = ParagraphStyle(
    "section", BODY, fontName=BOLD, fontSize=10.5, leading=14, spaceBefore=12, spaceAfter=4, keepWithNext=1
)
CODE = ParagraphStyle("code", BODY, fontName=MONO, fontSize=6.8, leading=10.5)
SCOPE = ParagraphStyle("scope", BODY, leftIndent=6, borderPadding=(0, 0, 0, 4))
BULLET = ParagraphStyle("bullet", BODY, leftIndent=10, bulletIndent=1)


class Heading(Text):
    """A heading that the outline of the document lists. level: 0, 1 ..."""

    def __init__(self, text: str, style: ParagraphStyle, plain: str, level: int) -> None:
        super().__init__(text, style)
        self._plain, self._level = plain, level

    def draw(self) -> None:
        key = f"h{id(self)}"
        self.canv.bookmarkHorizontal(key, 0, self.height)
        self.canv.addOutlineEntry(self._plain, key, self._level, closed=self._level > 0)
        super().draw()


class Pictures(Flowable):  # type: ignore[misc]
    """An image beside its overlay, regions drawn on the overlay, and the colour bar below. width: points."""

    def __init__(self, pair: pictures.Pair, drawing: Drawing | None, width: float, low: str, high: str) -> None:
        super().__init__()
        self._pair, self._drawing, self.width = pair, drawing, width
        self._side = (width - GAP) / 2
        scale = min(self._side / pair.width_px, self._side * 1.4 / pair.height_px)
        self._w, self._h = pair.width_px * scale, pair.height_px * scale
        self._ends = low, high
        self.height = self._h + 11

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, bottom, left = self.canv, 11.0, self._side + GAP
        canvas.drawImage(ImageReader(io.BytesIO(self._pair.image)), 0, bottom, self._w, self._h)
        canvas.drawImage(ImageReader(io.BytesIO(self._pair.overlay)), left, bottom, self._w, self._h)
        if self._drawing is not None:
            self._regions(self._drawing, left, bottom)
        bar = ImageReader(io.BytesIO(pictures.colour_bar(self._pair.low < 0)))
        canvas.setFont(PLAIN, 6)
        canvas.setFillColor(QUIET)
        right = left + self._w
        high, low = (canvas.stringWidth(text, PLAIN, 6) for text in reversed(self._ends))
        canvas.drawRightString(right, 2.5, self._ends[1])
        canvas.drawImage(bar, right - high - 63, 2, 60, 5, mask="auto")
        canvas.drawString(right - high - 66 - low, 2.5, self._ends[0])

    def _regions(self, drawing: Drawing, left: float, bottom: float) -> None:
        canvas = self.canv
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(left, bottom, self._w, self._h)
        canvas.clipPath(window, stroke=0)
        x, y = self._w / drawing.width, self._h / drawing.height
        for one in drawing.outlines:
            path = canvas.beginPath()
            for ring in (ring for ring in one.path.split("Z") if ring):
                points = [tuple(map(float, point.split())) for point in ring[1:].split("L")]
                for place, (px, py) in enumerate(points):
                    (path.lineTo if place else path.moveTo)(left + px * x, bottom + self._h - py * y)
                path.close()
            for colour, width in ((Color(0, 0, 0), 2.2), (HexColor(COLOURS[one.mark]), 1.1)):
                canvas.setStrokeColor(colour)
                canvas.setLineWidth(width)
                canvas.setDash([3, 2] if one.mark == "missed" and width < 2 else [])
                canvas.drawPath(path, stroke=1, fill=0)
        for one in drawing.outlines:
            at = left + one.x * x, bottom + self._h - one.y * y
            canvas.setFont(BOLD, 6)
            canvas.setFillColor(Color(0, 0, 0, 0.65))
            canvas.rect(at[0] - 1, at[1] - 1.2, canvas.stringWidth(one.label, BOLD, 6) + 2, 7, stroke=0, fill=1)
            canvas.setFillColor(Color(1, 1, 1))
            canvas.drawString(*at, one.label)
        canvas.restoreState()


class RateLine(Flowable):  # type: ignore[misc]
    """A rate on a line from 0 to 1: the interval as a band, the share as a stroke."""

    def __init__(self, rate: Rate, width: float) -> None:
        super().__init__()
        self._rate, self.width, self.height = rate, width, 8.0

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, one = self.canv, self._rate
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(0, 3, self.width, 3)
        canvas.setFillColor(Color(QUIET.red, QUIET.green, QUIET.blue, 0.45))
        canvas.rect(one.low * self.width, 0.5, max(0.5, (one.high - one.low) * self.width), 5, stroke=0, fill=1)
        canvas.setStrokeColor(TEXT)
        canvas.setLineWidth(1.2)
        canvas.line(one.share * self.width, -0.5, one.share * self.width, 6.5)


def table(
    text: Setter, heads: Sequence[str], rows: Sequence[Sequence[str | Flowable]], widths: Sequence[float]
) -> Table:
    """Rows under heads that come again on each page. Text that is given is made safe; widths: shares of the page."""
    cells: list[list[Any]] = [[Text(text.safe(head), HEAD) for head in heads]] if heads else []
    cells += [[one if isinstance(one, Flowable) else Text(text.safe(one), CELL) for one in row] for row in rows]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), HAIR, LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    total = sum(widths)
    return Table(
        cells, [WIDTH * width / total for width in widths], repeatRows=1 if heads else 0, style=style,
        hAlign="LEFT", splitInRow=1,
    )  # fmt: skip


def facts(text: Setter, rows: Sequence[tuple[str, str]]) -> Table:
    """Names in grey, values beside them."""
    return table(text, (), [(Text(text.safe(name), HEAD), value) for name, value in rows], (1, 3.4))


def chip(verdict: str) -> str:
    """A verdict as sign and word on its colour, as the markup of a paragraph."""
    mark = tokens.VERDICTS[verdict]
    return f'<font backColor="{mark.colour}" color="{mark.ink}">\u00a0{mark.sign} {mark.word}\u00a0</font>'
