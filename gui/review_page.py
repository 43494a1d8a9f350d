"""The review page: list, canvas, panel; which image is at hand, and how it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.queues import Kind
from db.rows import ExplanationRow, ItemRow, ReviewRow, Verdict
from gui.accessible import announce
from gui.canvas import Canvas, Subject
from gui.canvas_bar import CanvasBar
from gui.canvas_data import CanvasData
from gui.commands import Actions
from gui.desk import Desk, Opened
from gui.image_name import ImageName
from gui.item_list import ItemList
from gui.items import Items
from gui.mark_bar import MarkBar
from gui.neighbours import STEPS, Neighbours
from gui.news import RowExplained, RowFailed
from gui.panel import Panel
from gui.pictures import Look, Picture, PictureMaker
from gui.place import Place
from gui.project_settings import ProjectSettings
from gui.queue_bar import QueueBar
from gui.queueing import Queueing
from gui.reviewing import NO_MAP, Reviewing
from gui.side_page import SidePage
from gui.stage import PictureInStage
from gui.style import px
from gui.thumbnails import Thumbnails
from gui.tokens import Theme
from gui.viewing import Stopwatch, Watcher
from gui.words import tr
from reports.visible import visible

# From which width of the page on, least width of list and panel: all before the text size.
SIDES = ((900, 200, 300), (600, 140, 236), (0, 128, 220))


class ReviewScope(QSplitter):
    """The widget that review commands live on; made before the actions, filled after."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)


class ReviewPage(QWidget):
    """Shows a run. Emits ``moved`` when another image is at hand, ``changed`` when rows or verdicts changed,
    ``picture_wanted`` when the picture itself is needed: what stands in its place goes."""

    moved = Signal()
    changed = Signal()
    picture_wanted = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.thumbnails = Thumbnails(parent=self)
        self.maker = PictureMaker(self)
        self._neighbours = Neighbours(desk)
        self.items = Items(self.thumbnails, self)
        self.scope = ReviewScope()
        self.list = ItemList()
        self.list.setModel(self.items)
        self.canvas = Canvas(self.maker)
        self.canvas.set_look(look)
        self.sides = SidePage()
        # The picture, or what stands in its place.
        self.stage = QStackedWidget()
        self.stage.addWidget(self.canvas)
        self.stage.addWidget(self.sides)
        self._ready = False
        self._held_back: list[RowExplained | RowFailed] = []
        self._wanted: int | None = None
        self._place = Place(self)
        self.stopwatch = Stopwatch()
        self._watcher = Watcher(self, self.stopwatch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scope)

    def build(self, actions: Actions) -> None:
        """Second half of making it: the parts that show commands."""
        self.bar = CanvasBar(actions, self.canvas.look)
        self.panel = Panel(actions)
        self.reviewing = Reviewing(self.desk, self.panel, self.stopwatch, self)
        self.reviewing.left.connect(self.focus_picture)
        self.reviewing.found.connect(self._verdict_read)
        self.desk.settings_changed.connect(self._show_settings)
        self.desk.closing.connect(self.reviewing.flush)
        self.canvas_data = CanvasData(self.desk, self.canvas, self.items, self.stopwatch, self)
        self.canvas_data.unnamed.connect(self.reviewing.unnamed)
        self.desk.closing.connect(self.canvas.tools.finish)
        self.mark_bar = MarkBar(self.canvas.tools, actions, self.canvas)
        self.queue_bar = QueueBar(actions)
        self.queueing = Queueing(self.desk, self.items, self.list, self.queue_bar, self)
        self.queueing.chosen.connect(self._queue_shown)
        self.queueing.emptied.connect(self._show_empty)
        self.queue_bar.left.connect(self.focus_picture)
        self.left_side = QWidget()
        side = QVBoxLayout(self.left_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.queue_bar)
        side.addWidget(self.list, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.name = ImageName()
        column.addWidget(self.name)
        self.sides.build(actions)
        column.addWidget(self.stage, 1)
        column.addWidget(self.bar)
        for widget, smallest in ((self.left_side, 200), (middle, 320), (self.panel, 332)):
            widget.setMinimumWidth(smallest)
            self.scope.addWidget(widget)
        self.scope.setStretchFactor(1, 1)
        self.scope.setSizes([240, 708, 332])
        self.list.chosen.connect(self._chosen)
        self.changed.connect(self._tell_name)
        self.bar.look_changed.connect(self.canvas.set_look)
        self.bar.look_changed.connect(lambda _: self.canvas_data.read_scale())
        self.canvas.shown.connect(self._picture_shown)
        self.maker.held.connect(lambda wish: self.reviewing.map_seen(wish.explanation_id, True))
        self._actions = actions
        actions[f"show-{self.canvas.look.mode}"].setChecked(True)

    # --- a run ---

    def show_run(self, opened: Opened, position: int | None = None) -> None:
        """Show a run's rows, at the place the reviewer was, or at ``position``."""
        run = opened.run
        opened = replace(opened, place=self._place.to_go_to(opened.place))
        self._place.shows(run.run_id if run is not None else None)
        self._show_settings(opened.settings)
        self.items.show(opened.rows, run.labels if run is not None else ())
        store = self.desk.store
        self._neighbours.clear()
        self.maker.use_maps(store.map if store is not None else None)
        self._ready = True
        held, self._held_back = self._held_back, []
        self.take_news(tuple(record for record in held if run is not None and record.run_id == run.run_id))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            position = self.items.position_of_explanation(wanted)
        if position is None:
            position = self._place.take_up(opened.place)
        if opened.rows:
            self.list.go_to(min(position, len(opened.rows) - 1))
            self._chosen(self.list.currentIndex().row())
        else:
            self._show_item(None)
        self.queueing.show_run(opened, whole=wanted is not None)
        self.changed.emit()

    def await_rows(self, explanation_id: int | None = None) -> None:
        """Rows are being read (a run begins, or another is chosen): news is held back until they are here. With an
        explanation that one is shown then."""
        self._ready = False
        self._wanted = explanation_id
        self.reviewing.begin_again()

    def clear(self) -> None:
        self.reviewing.clear()
        self.queueing.clear()
        self.items.show((), ())
        self._neighbours.clear()
        self.maker.use_maps(None)
        self._show_item(None)

    def place(self) -> dict[str, Any]:
        """Where the reviewer is: run, image, picture, view."""
        return self._place.now()

    # --- the image at hand ---

    def current(self) -> ItemRow | None:
        return self.items.row(self.list.currentIndex().row())

    def step(self, by: int) -> None:
        """The next image, or the one before."""
        at = self.list.currentIndex().row() + by
        if 0 <= at < self.items.rowCount():
            self.list.go_to(at)
        elif self.items.rowCount():
            self.reviewing.hint.emit(tr("this is the first image") if by < 0 else tr("this is the last image"))

    def next_unreviewed(self) -> None:
        """On to the next image of the list without a verdict of the reviewer's."""
        self.queueing.next_unreviewed()

    def choose_queue(self, kind: Kind) -> None:
        self.queueing.choose_kind(kind)

    def refresh_queue(self) -> None:
        """The queue as it is now."""
        self.queueing.refresh()

    def go_to_number(self) -> None:
        """Type a number of the list, or a part of a name."""
        self._unfold()
        self.queue_bar.ask_place()

    def go_to_filter(self) -> None:
        """Type a filter."""
        self._unfold()
        self.queue_bar.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.queue_bar.filter.selectAll()

    def back_to_list(self) -> None:
        """To the list that was left for a picked one."""
        self.queueing.go_back()

    def save_view(self) -> None:
        """Type a name for what the list shows."""
        self._unfold()
        self.queue_bar.ask_view()

    def _queue_shown(self) -> None:
        self.moved.emit()
        self.changed.emit()

    def judge(self, verdict: Verdict) -> None:
        """Ask for a verdict on the image at hand; the mark appears when it is committed."""
        self.reviewing.judge(verdict)

    def toggle_reason(self, number: int) -> None:
        self.reviewing.toggle_reason_number(number)

    def set_severity(self, severity: int) -> None:
        self.reviewing.set_severity(severity)

    def settle(self, verdict: Verdict) -> None:
        self.reviewing.settle(verdict)

    def go_to_comment(self) -> None:
        """Type a comment on the image at hand."""
        if not self.reviewing.may_say():
            return
        self._unfold()
        self.panel.ensureWidgetVisible(self.panel.comment)
        self.panel.comment.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_reason(self) -> None:
        """Type a reason of the project's own."""
        self._unfold()
        self.panel.reasons.ask_reason()

    def undo(self) -> None:
        """Take back the last change, a comment that is being typed among them."""
        self.reviewing.flush()
        self.desk.undo()

    def redo(self) -> None:
        self.reviewing.flush()
        self.desk.redo()

    def turned(self, explanation_id: int, row: ReviewRow | None) -> None:
        """An undo or redo has been committed; row: what the review says now."""
        self.judged(explanation_id, row.verdict if row is not None else None)
        if row is not None:
            self.reviewing.take(row)

    def turned_along(self, others: Sequence[tuple[int, ReviewRow | None]]) -> None:
        """What an undo or redo of several at once did to the others."""
        for explanation_id, row in others:
            self.items.judged(explanation_id, row.verdict if row is not None else None)
        item = self.current()
        shown = None if item is None else dict(others).get(item.explanation_id or 0)
        if shown is not None:
            self.turned(shown.explanation_id, shown)
        self.changed.emit()

    def show_saved_again(self) -> None:
        """What could not be saved was given up: show what is saved."""
        self.reviewing.refresh()
        self.canvas_data.read_regions(anew=True)

    def _show_settings(self, settings: ProjectSettings) -> None:
        self.items.set_blind(settings.blind)
        self.panel.show_settings(settings)
        self.reviewing.refresh()

    def _unfold(self) -> None:
        if not self.panel.isVisible():
            self.fold_panels()

    def judged(self, explanation_id: int, verdict: Verdict | None) -> None:
        """A verdict has been committed: now the mark."""
        self.items.judged(explanation_id, verdict)
        item = self.current()
        if item is not None and item.explanation_id == explanation_id:
            self.panel.show_verdict(verdict)
        self.changed.emit()

    def go_to_explanation(self, explanation_id: int) -> bool:
        at = self.items.position_of_explanation(explanation_id)
        if at is not None:
            self.list.go_to(at)
        return at is not None

    def set_mode(self, mode: str) -> None:
        self.canvas.show_without(None)
        self._actions[f"show-{mode}"].setChecked(True)
        self.bar.set_mode(mode)

    def turn_truth(self) -> None:
        """What the data set knows is drawn over the picture, or no longer."""
        self.canvas_data.show_truth(self._actions["show-truth"].isChecked())

    def share_scale(self, shared: bool) -> None:
        """As if the command were given, or taken back."""
        self._actions["share-scale"].setChecked(shared)
        self.turn_scale()

    def turn_scale(self) -> None:
        """One scale for all images of the run, or each image's own."""
        self.bar.set_shared(self._actions["share-scale"].isChecked())

    def take_tool(self, name: str) -> None:
        """Draw or select regions, from now on with the keyboard on the canvas."""
        self.picture_wanted.emit()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.canvas.tools.choose(name)
        self.mark_bar.tell()

    def take_news(self, records: tuple[RowExplained | RowFailed, ...]) -> None:
        """Results have come; the list's place and selection stay as they are."""
        if not self._ready:
            self._held_back.extend(records)
            return
        run = self.desk.run
        before = self.current()
        for record in records:
            if run is None or record.run_id != run.run_id:
                continue
            if isinstance(record, RowExplained):
                self.items.explained(
                    record.key, record.explanation_id, record.prediction, record.probability, record.target
                )
            else:
                self.items.failed(record.key, record.reason)
        now = self.current()
        if now is not None and now != before:
            self._show_item(now)
        self.changed.emit()

    def _chosen(self, position: int) -> None:
        self._show_item(self.items.row(position))
        self.moved.emit()

    def _show_item(self, item: ItemRow | None) -> None:
        self.reviewing.show(item)
        self._tell_name()
        self._show_on_canvas(item)
        self.canvas_data.show(item)

    def _tell_name(self) -> None:
        """The line over the picture: also where the same image stands at another place of the list."""
        item, at = self.current(), self.list.currentIndex().row()
        self.name.show_image(
            at + 1, self.items.rowCount(), item.relative if item else "", str(item.path) if item else ""
        )

    def _show_on_canvas(self, item: ItemRow | None) -> None:
        if item is None or item.explanation_id is None:
            self.panel.show_item(item, None, "")
            self.bar.show_picture(None)
            self.canvas.show_subject(Subject(item.relative, item.path) if item is not None else None, self._ahead())
            self._learn_ahead()
            return
        wanted = item.explanation_id

        def came(row: ExplanationRow) -> None:
            self._neighbours.learn(row)
            now = self.current()
            if now is None or now.explanation_id != wanted:
                return
            self.panel.show_item(now, row, self.items.label(now.prediction))
            self.canvas.show_subject(Subject(now.relative, now.path, wanted, row.geometry, _how(row)), self._ahead())
            self._learn_ahead()

        known = self._neighbours.get(wanted)
        if known is not None:
            came(known)
            return
        self.panel.show_item(item, None, self.items.label(item.prediction))
        self.desk.fetch(wanted, came)

    def show_beside(self, row: ExplanationRow) -> None:
        """Another explanation of the image at hand, under the same view. Verdicts stay those of the run's own."""
        item = self.current()
        if item is not None:
            self.panel.show_item(item, row, self.items.label(item.prediction))
            subject = Subject(item.relative, item.path, row.explanation_id, row.geometry, _how(row))
            self.canvas.show_subject(subject, self._ahead())
            own = row.explanation_id == item.explanation_id
            said = tr("The run's own explanation: {how}.") if own else tr("Another explanation: {how}.")
            announce(self.canvas, said.format(how=subject.how))

    def _beside(self) -> list[ItemRow | None]:
        at = self.list.currentIndex().row()
        return [self.items.row(at + by) for by in STEPS]

    def _ahead(self) -> tuple[Subject, ...]:
        return self._neighbours.subjects(self._beside())

    def _learn_ahead(self) -> None:
        """What is to be known of the images beside this one, to draw them ahead."""
        self._neighbours.read(self._beside(), lambda: self.canvas.look_ahead(self._ahead()))

    def _picture_shown(self, picture: Picture) -> None:
        self.bar.show_picture(picture)
        if not picture.ahead and (picture.map is not None or picture.lost):
            self.reviewing.map_seen(picture.wish.explanation_id, not picture.lost)
        self.canvas.tools.hinder(tr(NO_MAP) if picture.lost else "")

    def _show_empty(self) -> None:
        self._show_item(None)
        self.panel.show_empty(self.queueing.why_empty())

    def _verdict_read(self, explanation_id: int, verdict: Verdict | None) -> None:
        """Another program writes this project: list and panel say the same, whichever of them read it last."""
        row = self.items.row_of_explanation(explanation_id)
        if row is not None and row.verdict != verdict:
            self.judged(explanation_id, verdict)

    # --- what stands in the picture's place ---

    @property
    def covered(self) -> bool:
        """Whether something else stands in the picture's place; ``stage.currentChanged`` tells of it."""
        return not self.is_in_stage(self.canvas)

    @property
    def comparing(self) -> bool:
        """Whether explanations are seen side by side in place of the picture."""
        return self.is_in_stage(self.sides)

    def show_in_stage(self, view: SidePage | PictureInStage | None) -> None:
        """Another view in the picture's place, with pictures of its own; None: the picture again."""
        if view is not None and self.stage.indexOf(view) < 0:
            self.stage.addWidget(view)
        # Each of several views has a scale of its own.
        self.bar.bar.setVisible(view is not self.sides)
        self.stage.setCurrentWidget(self.canvas if view is None else view)

    def is_in_stage(self, view: QWidget) -> bool:
        return self.stage.currentWidget() is view

    def picture_at_hand(self) -> Canvas:
        """What keys of pictures are for: the canvas, or one of those that stand in its place."""
        shown = self.stage.currentWidget()
        side = shown.canvas if isinstance(shown, SidePage | PictureInStage) else None
        return side if side is not None else self.canvas

    def show_again(self) -> None:
        """A file may be another now: draw it anew."""
        self.canvas.show_again()
        self.sides.show_again()

    def focus_picture(self) -> None:
        """The keyboard goes to the picture."""
        self.picture_at_hand().setFocus()

    # --- the look ---

    def fold_panels(self) -> None:
        """The picture alone, or everything again."""
        fold = self.left_side.isVisible()
        self.left_side.setVisible(not fold)
        self.panel.setVisible(not fold)
        self._actions["panels"].setChecked(fold)
        if fold:
            self.focus_picture()

    def show_panel(self) -> None:
        """Where the picture is alone, everything again."""
        self._unfold()

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes round: canvas, list, panel, bar."""
        shown: list[QWidget] = [self.picture_at_hand()]
        if self.list.isVisible():
            shown += [self.list, self.panel.buttons["sound"]]
        return [*shown, self.bar.opacity]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    def _fit_sides(self) -> None:
        """What list and panel are given at least: with large text all that they ask for where there is room."""
        side, panel = next((side, panel) for least, side, panel in SIDES if self.width() >= px(least))
        self.left_side.setMinimumWidth(max(200, px(side)))
        self.panel.setMinimumWidth(max(332, px(panel)))
        # Where notices leave next to nothing of the page, the list alone tells the name.
        needed = self.bar.sizeHint().height() + 2 * self.name.sizeHint().height()
        self.name.setVisible(self.height() >= needed)

    def set_theme(self, theme: Theme) -> None:
        # Half of what the text grows by is enough for the sides: the picture needs room too.
        self._fit_sides()
        self.name.set_theme()
        for part in (self.list, self.queue_bar, self.canvas, self.mark_bar, self.bar, self.panel, self.sides):
            part.set_theme(theme)

    def close_threads(self) -> None:
        self.queueing.close()
        self.thumbnails.close()
        self.maker.close()
        self.sides.close_threads()

    def look(self) -> Look:
        return replace(self.bar.look)


def _how(row: ExplanationRow) -> str:
    """By which method and for which class an explanation was made."""
    label = row.labels[row.target] if row.target < len(row.labels) else str(row.target)
    return visible(tr("{method} for {label}").format(method=row.method, label=label))
