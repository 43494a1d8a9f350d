"""The regions of the explanation on the canvas: what is kept, what is on its way to the disk, which one is selected."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from db.rows import Region
from gui import region_shapes
from gui.style import px
from gui.tokens import CAPTION, S4
from gui.viewport import Viewport

Mark = Literal["spurious", "missed"]
MARKS: tuple[Mark, ...] = ("spurious", "missed")
# Told apart by line and word as well; both stand out from the black that is drawn beneath.
COLOURS = {"spurious": "#f5a623", "missed": "#62c1f5"}
CASING = QColor(0, 0, 0, 215)
HANDLE = 10.0
GRIP = 9.0  # how near, in logical px, the mouse must come to a handle


@dataclass(frozen=True, slots=True)
class Theirs:
    """A region of another reviewer; to look at only."""

    reviewer: str
    region: Region


class Regions(QObject):
    """Own regions by id, as kept and as changed since; those of others.

    Signals:
        changed(): something looks different
        edited(explanation_id, sets): one finished gesture; sets: region id -> Region, or None to take it away
    """

    changed = Signal()
    edited = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.explanation_id: int | None = None
        self.selected: str | None = None
        self.others: tuple[Theirs, ...] = ()
        self._kept: dict[str, Region] = {}
        self._pending: dict[str, Region | None] = {}

    def show(
        self,
        explanation_id: int | None,
        own: Iterable[Region] = (),
        others: Iterable[Theirs] = (),
    ) -> None:
        """Show what the store holds. What was changed here since stays until the store says the same."""
        before = (self.explanation_id, self.own, self.others, self.selected)
        if explanation_id != self.explanation_id:
            self._pending.clear()
            self.selected = None
        self.explanation_id = explanation_id
        self._kept = {region.id: region for region in own}
        self.others = tuple(others)
        self._pending = {key: value for key, value in self._pending.items() if self._kept.get(key) != value}
        if self.selected not in self.own:
            self.selected = None
        if before != (self.explanation_id, self.own, self.others, self.selected):
            self.changed.emit()

    def give_up(self) -> None:
        """What was changed here and is not kept so far gives way to what will be shown next: an undo was committed, or
        the change was refused."""
        self._pending.clear()

    @property
    def own(self) -> dict[str, Region]:
        """Own regions as they are seen, by id."""
        shown = dict(self._kept)
        for key, region in self._pending.items():
            if region is None:
                shown.pop(key, None)
            else:
                shown[key] = region
        return shown

    @property
    def chosen(self) -> Region | None:
        """The selected region."""
        return self.own.get(self.selected) if self.selected is not None else None

    def edit(self, sets: Mapping[str, Region | None]) -> None:
        """A gesture is finished: shown at once, and told once; nothing is told of a gesture that changed nothing."""
        own = self.own
        tidy = {key: None if region is None else region_shapes.tidy(region) for key, region in sets.items()}
        news = {key: region for key, region in tidy.items() if own.get(key) != region}
        if not news or self.explanation_id is None:
            self.changed.emit()
            return
        self._pending |= news
        if self.selected not in self.own:
            self.selected = None
        self.changed.emit()
        self.edited.emit(self.explanation_id, news)

    def add(self, region: Region) -> None:
        """A new region, selected."""
        self.selected = region.id
        self.edit({region.id: region})

    def select(self, region_id: str | None) -> None:
        if region_id != self.selected:
            self.selected = region_id
            self.changed.emit()

    def cycle(self, by: int) -> None:
        """Select the next own region, from top to bottom."""
        order = sorted(self.own.values(), key=lambda one: (region_shapes.bounds(one).top(), one.id))
        if not order:
            return
        keys = [region.id for region in order]
        if self.selected in keys:
            self.select(keys[(keys.index(self.selected) + by) % len(keys)])
        else:
            self.select(keys[0 if by > 0 else -1])

    def at(self, x: float, y: float, slack: float) -> Region | None:
        """The own region at a point of the image: the selected one, else the smallest."""
        found = [one for one in self.own.values() if region_shapes.contains(one, x, y, slack)]
        if not found:
            return None
        areas = {one.id: region_shapes.bounds(one).width() * region_shapes.bounds(one).height() for one in found}
        return min(found, key=lambda one: (one.id != self.selected, areas[one.id]))


def new_id() -> str:
    return str(uuid.uuid4())


def other_mark(mark: str) -> Mark:
    return "missed" if mark == "spurious" else "spurious"


def with_mark(region: Region, mark: Mark) -> Region:
    return replace(region, mark=mark)


# --- painting ---


def paint(
    painter: QPainter, region: Region, port: Viewport, *, word: str = "", faint: bool = False, quick: bool = False
) -> None:
    """A region in the widget: its outline and a word. faint: somebody else's; quick: in hairlines, as long as the
    picture moves."""
    box = on_screen(region, port)
    window = QRectF(-40, -40, port.width + 80, port.height + 80)
    if not box.adjusted(-1, -1, 1, 1).intersects(window):
        return
    if region.shape == "box":
        path = QPainterPath()
        # Edges far outside are drawn just outside: lines of millions of pixels are slow.
        path.addRect(box.intersected(window))
    else:
        path = port.transform().map(region_shapes.outline(region, port.scale))
    if quick:
        _hairline(painter, path, region.mark)
    else:
        stroke(painter, path, region.mark, faint=faint)
    if word:
        paint_word(painter, word, box, port)


def _hairline(painter: QPainter, path: QPainterPath, mark: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#000000"), 0))
    painter.drawPath(path.translated(1, 1))
    painter.setPen(QPen(QColor(COLOURS[mark]), 0))
    painter.drawPath(path)


def stroke(painter: QPainter, path: QPainterPath, mark: str, *, faint: bool = False) -> None:
    """A line that is seen on light and on dark: black beneath, colour above; whole for spurious, broken for missed."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setOpacity(0.65 if faint else 1.0)
    painter.setPen(QPen(CASING, 3.0 if faint else 4.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawPath(path)
    pen = QPen(QColor("#ffffff" if faint else COLOURS[mark]), 1.0 if faint else 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark == "missed":
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.drawPath(path)
    painter.setOpacity(1.0)


def on_screen(region: Region, port: Viewport) -> QRectF:
    """The region's bounds in the widget."""
    return port.transform().mapRect(region_shapes.bounds(region))


def paint_word(painter: QPainter, word: str, box: QRectF, port: Viewport) -> None:
    """A word at the upper left of a box of the widget, above it where there is room; always within what is seen."""
    font = QFont(painter.font())
    font.setPixelSize(px(CAPTION))
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(word) + 2 * S4, metrics.height()
    left = min(max(box.left(), 0.0), max(0.0, port.width - width))
    top = box.top() - height - 3
    if top < 0:
        top = min(max(box.top(), 0.0) + 3, max(0.0, port.height - height))
    chip = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(CASING)
    painter.drawRoundedRect(chip, 3, 3)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)


def handles(region: Region, port: Viewport) -> list[tuple[str, QPointF]]:
    """What a region can be pulled by: "nw", "n", ... of its bounds, or "0", "1", ... for the points of a polygon."""
    if region.shape == "polygon":
        points = zip(region.points[0::2], region.points[1::2], strict=False)
        return [(str(n), port.to_widget(x, y)) for n, (x, y) in enumerate(points)]
    box = on_screen(region, port)
    places = {"w": box.left(), "": box.center().x(), "e": box.right()}
    made = []
    for rows, y in (("n", box.top()), ("", box.center().y()), ("s", box.bottom())):
        for columns, x in places.items():
            if not rows and not columns:
                continue
            # Handles in the middle of short edges would cover those of the corners.
            short = (not rows and box.height() < 4 * HANDLE) or (not columns and box.width() < 4 * HANDLE)
            if not short:
                made.append((rows + columns, QPointF(x, y)))
    return made


def paint_handles(painter: QPainter, region: Region, port: Viewport) -> None:
    """White squares of 10 px, black around."""
    painter.setPen(QPen(QColor("#000000"), 1.5))
    painter.setBrush(QColor("#ffffff"))
    for _, spot in handles(region, port):
        painter.drawRect(QRectF(spot.x() - HANDLE / 2, spot.y() - HANDLE / 2, HANDLE, HANDLE))
