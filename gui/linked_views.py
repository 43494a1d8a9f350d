"""Pictures of one image side by side, under one zoom and one look; each by its own scale, or all by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from db.store import Store
from gui.canvas import Canvas
from gui.canvas_bar import ColourBar
from gui.labels import column
from gui.pictures import Look, Picture, PictureMaker
from gui.style import px
from gui.tokens import S4, S8, S12, Theme
from gui.viewport import View

DRAWN_KEPT = 8 * 2**20  # in each view, which shows what is at hand and nothing ahead of it
LEAST = 230  # px of width in which what stands over a view can be read
AROUND = 120  # px of height that a view has besides its picture, about


class LinkedView(QWidget):
    """One picture: ``head`` above it is filled by whoever makes it, its scale is below."""

    def __init__(self, name: str, shared_with: str = "", *, meaning: str = "") -> None:
        """name: of the picture, for those who do not see it; shared_with, meaning: as of a ColourBar."""
        super().__init__()
        self.maker = PictureMaker(self, drawn_kept=DRAWN_KEPT)
        self.canvas = Canvas(self.maker)
        self.canvas.setMinimumSize(120, 60)
        self.canvas.tools.set_editable(False)
        self.canvas.setAccessibleName(name)
        self.bar = ColourBar(shared_with, meaning=meaning)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(S12, S8, S12, S8)
        self.head.setSpacing(S4)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(S12, S8, S12, S8)
        self.foot.addWidget(self.bar)
        inside = column(self, 0)
        inside.addLayout(self.head)
        inside.addWidget(self.canvas, 1)
        inside.addLayout(self.foot)
        self.canvas.shown.connect(self.bar.show_picture)
        self.canvas.emptied.connect(lambda: self.bar.show_picture(None))

    def set_look(self, look: Look) -> None:
        self.canvas.set_look(look)

    def set_theme(self, theme: Theme) -> None:
        self.canvas.set_theme(theme)
        self.bar.theme = theme
        self.bar.update()


class LinkedViews(QWidget):
    """Views that move together, laid out so that the pictures come out largest: in a row, or in two.

    Any canvas can be linked (``link``); ``show_cells`` says what is seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.views: list[LinkedView] = []
        self._cells: list[QWidget] = []
        self._linked: list[Canvas] = []
        self._columns = 0
        self._aspect = 1.0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        # What lies in it must not keep the window from shrinking: it is laid out anew then.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(240, 160)

    def add(self, view: LinkedView) -> None:
        """One more of the views that maps, look and scale are given to."""
        self.views.append(view)
        self.link(view.canvas)

    def link(self, canvas: Canvas) -> None:
        """This canvas moves with the others, and they with it."""
        if self._linked:
            canvas.set_view(self._linked[0].view)
        self._linked.append(canvas)
        canvas.view_changed.connect(lambda: self.set_view(canvas.view))

    def set_view(self, view: View) -> None:
        for canvas in self._linked:
            canvas.set_view(view)

    def use_maps(self, store: Store | None) -> None:
        """Where maps come from; None closes that way."""
        for view in self.views:
            view.maker.use_maps(store.map if store is not None else None)

    def set_look(self, look: Look) -> None:
        for view in self.views:
            view.set_look(look)

    def share_scale(self, high: float | None) -> None:
        """The top of the scale that holds for all, for looks that share it."""
        for view in self.views:
            view.canvas.share_scale(high)

    def shown(self) -> tuple[Picture | None, ...]:
        """What is on the canvases; None where it is being made."""
        return tuple(view.canvas.picture for view in self.views)

    def clear(self) -> None:
        """The project is closed."""
        for view in self.views:
            view.canvas.show_subject(None)
        self.use_maps(None)

    def set_theme(self, theme: Theme) -> None:
        for view in self.views:
            view.set_theme(theme)
        self._arrange()

    def close_threads(self) -> None:
        for view in self.views:
            view.maker.close()

    # --- where they lie ---

    def show_cells(self, cells: Sequence[QWidget]) -> None:
        """What is seen, from left to right and then downwards; Tab goes through it in the same order."""
        if list(cells) == self._cells:
            return
        for gone in self._cells:
            self._grid.removeWidget(gone)
            if gone not in cells:
                gone.hide()
        self._cells, self._columns = list(cells), 0
        for cell in cells:
            # As large as each other, whatever their heads ask for.
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            cell.setMinimumSize(1, 1)
        self._arrange()
        for cell in cells:
            cell.show()

    def set_aspect(self, width: int, height: int) -> None:
        """Of the image, whose pictures are to come out large."""
        self._aspect = width / height
        self._arrange()

    def _arrange(self) -> None:
        number = len(self._cells)
        if not number:
            return
        # No row is left half empty: four lie two by two.
        even = [n for n in range(min(2, number), number + 1) if number % n == 0 or number == 3]
        columns = max(even, key=self._size_with)
        if columns == self._columns:
            return
        self._columns = columns
        for n, cell in enumerate(self._cells):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, n // columns, n % columns)
        rows = -(-number // columns)
        for n in range(max(self._grid.columnCount(), self._grid.rowCount())):
            self._grid.setColumnStretch(n, 1 if n < columns else 0)
            self._grid.setRowStretch(n, 1 if n < rows else 0)

    def _size_with(self, columns: int) -> tuple[bool, float, int]:
        """Whether there is room for words in so many columns, then how wide a picture comes out; where that is the
        same, the more of them the better."""
        rows = -(-len(self._cells) // columns)
        width, height = self.width() / columns, self.height() / rows - px(AROUND)
        return width >= px(LEAST), round(min(width - 2 * S12, max(0.0, height) * self._aspect)), columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    @property
    def keyboard(self) -> Canvas | None:
        """The canvas that has the keyboard, else the first that is seen."""
        seen = [view.canvas for view in self.views if view in self._cells]
        return next((one for one in seen if one.hasFocus()), seen[0] if seen else None)
