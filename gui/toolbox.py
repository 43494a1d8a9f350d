"""Which tool is on, what it marks and how wide it paints; brings mouse and keys to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from gui.region_brush import SIZE_STEP, SMALLEST, WIDEST, BrushTool, EraserTool
from gui.region_select import SelectTool
from gui.region_tools import BoxTool, PolygonTool, Tool
from gui.regions import Mark, Regions, other_mark, with_mark
from gui.viewport import Viewport

TOOLS = ("select", "box", "polygon", "brush", "eraser")


class Toolbox(QObject):
    """The bench of all tools. ``changed`` is emitted when tool, mark or brush size change."""

    changed = Signal()

    def __init__(
        self,
        regions: Regions,
        port: Callable[[], Viewport | None],
        touch: Callable[[QRectF | None], None],
        reveal: Callable[[float, float], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.regions = regions
        self.mark: Mark = "spurious"
        self.brush = 24.0
        self.tool: Tool | None = None
        self._editable = True
        self.hindered = ""
        self._drawn_on: int | None = None
        self._port, self._touch, self._reveal = port, touch, reveal
        made = (SelectTool(self), BoxTool(self), PolygonTool(self), BrushTool(self), EraserTool(self))
        self._tools: dict[str, Tool] = {tool.name: tool for tool in made}
        regions.changed.connect(self._look)

    # --- what tools ask of the bench ---

    def port(self) -> Viewport | None:
        return self._port()

    def touch(self, box: QRectF | None = None) -> None:
        self._touch(box)

    def reveal(self, x: float, y: float) -> None:
        self._reveal(x, y)

    # --- choosing ---

    @property
    def name(self) -> str:
        """Of the tool that is on, or nothing."""
        return self.tool.name if self.tool is not None else ""

    @property
    def ready(self) -> bool:
        """Whether there is something to mark and it may be changed."""
        return self._editable and not self.hindered and self.regions.explanation_id is not None

    def set_editable(self, editable: bool) -> None:
        """Nothing is drawn in a project that is open for reading only."""
        self._editable = editable
        if not editable:
            self.choose("")

    def hinder(self, why: str) -> None:
        """Nothing is drawn on this picture, and why; "" for nothing against it. A region says where a map is wrong, so
        it needs the map as a verdict does."""
        if why != self.hindered:
            if why and self.tool is not None:
                self.tool.drop()
            self.hindered = why
            self.changed.emit()

    def _look(self) -> None:
        """On another image new regions are spurious again. Nearly all are, and "missed" says the opposite: chosen for
        one image and forgotten, it would be written down, unseen, on all that follow. Who wants it chooses it there."""
        if self.regions.explanation_id != self._drawn_on:
            self._drawn_on = self.regions.explanation_id
            if self.mark != "spurious":
                self.mark = "spurious"
                self.changed.emit()

    def choose(self, name: str) -> None:
        """Take up a tool, or lay it down ("")."""
        if not self._editable:
            name = ""
        if name == self.name:
            return
        self.finish()
        if self.tool is not None:
            self.tool.drop()
        self.tool = self._tools.get(name)
        if self.tool is None:
            self.regions.select(None)
        self.touch()
        self.changed.emit()

    def set_mark(self, mark: Mark) -> None:
        """What is drawn next on this image is spurious or missed; what is drawn already stays as it is."""
        self.finish()
        if mark != self.mark:
            self.mark = mark
            self.touch()
            self.changed.emit()

    def turn_mark(self) -> None:
        """The other mark for the selected region, and for nothing else; with none selected for what is drawn next,
        where the bar is there to show it."""
        chosen = self.regions.chosen
        if self.tool is None or not self.ready:
            return
        if chosen is None:
            self.turn_new_mark()
        else:
            self.finish()
            chosen = self.regions.chosen or chosen  # as the gesture has left it
            self.regions.edit({chosen.id: with_mark(chosen, other_mark(chosen.mark))})

    def turn_new_mark(self) -> None:
        """The other mark for what is drawn next, whatever is selected."""
        if self.tool is not None:
            self.set_mark(other_mark(self.mark))

    def resize_brush(self, steps: int) -> None:
        """Wider, or narrower if negative."""
        self.brush = min(WIDEST, max(SMALLEST, self.brush * SIZE_STEP**steps))
        self.touch()
        self.changed.emit()

    def finish(self) -> None:
        """End the gesture at hand, keeping what can be kept."""
        if self.tool is not None and self.tool.busy:
            self.tool.finish()

    def settle(self) -> None:
        """The canvas loses the keyboard: what keys have moved is kept; a polygon may go on."""
        if isinstance(self.tool, SelectTool):
            self.finish()

    # --- mouse and keys; each says whether a tool took it ---

    def press(self, spot: QPointF) -> bool:
        port = self.port()
        if self.tool is None or port is None or not self.ready:
            return False
        x, y = port.to_image_held(spot)
        # Who presses beside the picture means to pan it.
        if not port.target().adjusted(-8, -8, 8, 8).contains(spot) and not self.tool.busy:
            return False
        return self.tool.press(x, y, spot)

    def move(self, spot: QPointF, pressed: bool) -> bool:
        port = self.port()
        if self.tool is None or port is None or not self.ready:
            return False
        x, y = port.to_image_held(spot)
        (self.tool.drag if pressed else self.tool.hover)(x, y, spot)
        return pressed

    def release(self, spot: QPointF) -> None:
        port = self.port()
        if self.tool is not None and port is not None and self.ready:
            self.tool.release(*port.to_image_held(spot), spot)

    def double_click(self, spot: QPointF) -> bool:
        port = self.port()
        if self.tool is None or port is None or not self.ready:
            return False
        self.tool.double_click(*port.to_image_held(spot))
        return True

    def leave(self) -> None:
        if isinstance(self.tool, BrushTool):
            self.tool.left()

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the tool now, and not for the window."""
        if self.tool is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return True
        return self.ready and self.port() is not None and self.tool.wants(event.key(), event.modifiers())

    def key(self, event: QKeyEvent) -> bool:
        if self.tool is None or not self.wants(event):
            return False
        if event.key() != Qt.Key.Key_Escape:
            self.tool.key(event.key(), event.modifiers())
        elif self.tool.busy:
            self.tool.drop()
        else:
            self.choose("")
        return True

    def key_released(self, event: QKeyEvent) -> None:
        if self.tool is not None and not event.isAutoRepeat():
            self.tool.key_released(event.key())

    def paint(self, painter: QPainter, port: Viewport) -> None:
        if self.tool is not None and self.ready:
            self.tool.paint(painter, port)
