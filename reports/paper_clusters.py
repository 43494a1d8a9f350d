"""The named clusters of a printed report: mean map and members in a row, what is said of them below."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from reports import clusters
from reports import paper_parts as parts
from reports.clusters import Card
from reports.paper_text import BOLD, Setter

SIDE, GAP = 88.0, 4.0  # points


class Row(Flowable):  # type: ignore[misc]
    """Pictures side by side, each at most SIDE points a side."""

    def __init__(self, files: list[bytes]) -> None:
        super().__init__()
        self._pictures = [ImageReader(io.BytesIO(file)) for file in files]
        self.width, self.height = parts.WIDTH, SIDE + GAP

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for one in self._pictures:
            wide, high = one.getSize()
            scale = SIDE / max(wide, high)
            self.canv.drawImage(one, left, GAP + SIDE - high * scale, wide * scale, high * scale)
            left += wide * scale + parts.GAP


def told(text: Setter, shown: tuple[Card, ...]) -> Iterator[Flowable]:
    """What the part Patterns says, without its heading."""
    if not shown:
        yield Paragraph(text.safe(clusters.NONE), parts.BODY)
        return
    yield Paragraph(text.safe(clusters.ABOUT), parts.SMALL)
    name = parts.BODY.clone("cluster", fontName=BOLD, spaceBefore=6, spaceAfter=2, keepWithNext=1)
    for card in shown:
        title = f"{card.cluster.named.name} · {card.cluster.label}"
        said = [Paragraph(text.safe(one), parts.CELL) for one in card.sentences]
        pictures = Row([card.mean, *(picture for picture, _ in card.members)])
        left = "Left: the mean map." + (" Beside it the members nearest to its centre." if card.members else "")
        yield KeepTogether(
            [Paragraph(text.safe(title), name), pictures, Paragraph(text.safe(left), parts.SMALL), *said, Spacer(0, 6)]
        )
