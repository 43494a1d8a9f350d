"""Joins the canvas to the desk: regions of reviews, ground truth, and the scale that the maps of a run share."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from db.rows import ItemRow, ReviewRow, Undone
from engine.records import Truth
from gui.canvas import Canvas
from gui.changes import Change
from gui.desk import Desk, Reviews
from gui.items import Items
from gui.pictures import Picture
from gui.regions import Theirs
from gui.truth_overlay import marks_of
from gui.viewing import Stopwatch


class CanvasData(QObject):
    """Keeps what the canvas draws besides the picture up to date. ``unnamed()``: nobody said yet who reviews;
    ``truth_shown(TruthMarks or None)``: what of the ground truth is drawn over the image at hand."""

    unnamed = Signal()
    truth_shown = Signal(object)

    def __init__(self, desk: Desk, canvas: Canvas, items: Items, stopwatch: Stopwatch, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._canvas, self._items, self._stopwatch = desk, canvas, items, stopwatch
        self._item: ItemRow | None = None
        self._truth_on = False
        self._truth: tuple[Truth | None] | None = None  # None: not read yet
        self._size = (0, 0)
        self._scale_of: tuple[int, int] | None = None
        self._found: Reviews | None = None
        self._reviewer = desk.reviewer
        canvas.regions.edited.connect(self._save)
        canvas.shown.connect(self._shown)
        desk.changed.connect(self._changed)
        desk.turned.connect(self._turned)

    def show(self, item: ItemRow | None) -> None:
        """Another image is at hand, or what is known of this one has changed."""
        before, self._item = self._item, item
        self._found = None
        if item is None or before is None or item.key != before.key:
            self._truth, self._size = None, (0, 0)
            self._tell_truth()
            self._read_truth()
        self._canvas.tools.set_editable(not self._desk.readonly)
        # What another reviewer could not save is not this one's.
        self.read_regions(anew=self._desk.reviewer != self._reviewer)
        self._reviewer = self._desk.reviewer
        self.read_scale()
        if self._canvas.picture is not None:  # it was drawn ahead, and is there already
            self._shown(self._canvas.picture)

    # --- regions ---

    def read_regions(self, *, anew: bool = False) -> None:
        """Read the regions of the image at hand; anew: what was changed here and is not saved by now is given up."""
        explanation_id = self._explanation()
        if anew:
            self._canvas.regions.give_up()
        if explanation_id is not None:
            self._desk.reviews(explanation_id, self._came)

    def _explanation(self) -> int | None:
        return self._item.explanation_id if self._item is not None else None

    def _came(self, found: Reviews) -> None:
        if found.explanation_id == self._explanation():
            self._found = found
            self._tell_regions()

    def _tell_regions(self) -> None:
        """Draw what was read, as soon as the canvas has come to that image."""
        found, regions = self._found, self._canvas.regions
        if found is None or regions.explanation_id != found.explanation_id:
            return
        others = [Theirs(row.reviewer, region) for row in found.others for region in row.regions]
        own = found.mine.regions if found.mine is not None else ()
        regions.show(found.explanation_id, own, others)

    def _save(self, explanation_id: int, sets: dict[str, Any]) -> None:
        if not self._desk.reviewer:
            self.unnamed.emit()
            self.read_regions(anew=True)
            return
        row = self._items.row_of_explanation(explanation_id)
        records = {key: None if region is None else region.to_json() for key, region in sets.items()}
        seconds = self._stopwatch.take(explanation_id)
        said: dict[str, Any] = {"regions": records}
        # A region says what is wrong, as a reason does: where there is no verdict yet it is flawed, in one step.
        verdict = self._desk.pending(explanation_id).get("verdict", row.verdict if row is not None else None)
        if row is not None and verdict is None and any(sets.values()):
            said["verdict"] = "flawed"
        self._desk.change(explanation_id, row.relative if row is not None else "", said, seconds)

    def _changed(self, change: Change, row: ReviewRow | None) -> None:
        # Also after a verdict: what was hidden until then may be seen now.
        if change.explanation_id == self._explanation():
            self.read_regions()

    def _turned(self, what: Undone, way: str, row: ReviewRow | None) -> None:
        if what.explanation_id == self._explanation():
            self.read_regions(anew=True)

    # --- ground truth ---

    @property
    def truth_on(self) -> bool:
        return self._truth_on

    def show_truth(self, on: bool) -> None:
        """Draw what the data set knows, on this image and on those to come."""
        self._truth_on = on
        self._read_truth()
        self._tell_truth()

    def _read_truth(self) -> None:
        item = self._item
        if item is None or not self._truth_on or self._truth is not None:
            return

        def came(truth: Truth | None) -> None:
            if self._item is not None and self._item.key == item.key:
                self._truth = (truth,)
                self._tell_truth()

        self._desk.read(lambda store: store.truth(item.key), came)

    def _shown(self, picture: Picture) -> None:
        item = self._item
        if item is None or picture.wish.path != item.path:
            return
        self._tell_regions()
        if self._size != (picture.width, picture.height):
            self._size = (picture.width, picture.height)
            self._tell_truth()

    def _tell_truth(self) -> None:
        item = self._item
        if item is None or self._truth is None or not self._truth_on or self._size[0] == 0:
            marks = None
        else:
            marks = marks_of(self._truth[0], item.true_label, *self._size)
        self._canvas.show_truth(marks)
        self.truth_shown.emit(marks)

    # --- the shared scale ---

    def read_scale(self) -> None:
        """Learn the scale of the run, if it is wanted and may have changed since."""
        run = self._desk.run
        if run is None:
            self._scale_of = None
            self._canvas.share_scale(None)
            return
        now = (run.run_id, self._items.in_state("explained"))
        if not self._canvas.look.shared or now == self._scale_of:
            return
        self._scale_of = now

        def came(high: float | None) -> None:
            if self._scale_of is not None and self._scale_of[0] == run.run_id:
                self._canvas.share_scale(high)

        self._desk.read(lambda store: store.scale_of_run(run.run_id), came)
