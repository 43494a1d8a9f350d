"""Which images the list shows: joins queue bar, list and store.

All that is asked of the store is asked beside the window's thread; an answer to an older question is dropped."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from db import queues
from db.queues import OF_OTHERS, Kind, Queue, Values
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui.background import Background
from gui.desk import Desk, Opened
from gui.filter_text import Filter, FilterError, Vocabulary, names_leave_blind, understood
from gui.item_list import ItemList
from gui.items import Hint, Items
from gui.picking import Before, Picking, title_of
from gui.project_settings import ProjectSettings
from gui.queue_bar import QueueBar
from gui.runs_box import run_words
from gui.said import said
from gui.suspects import Ranking, Suspects
from gui.views import View, Views
from gui.words import count, tr
from reports.labels import match_labels

log = logging.getLogger(__name__)
AFTER_CHANGE_MS = 250
Start = Literal["first", "stay", "near"]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the run that is shown."""

    run: RunRow
    vocabulary: Vocabulary
    truths: Mapping[str, int | None]


def vocabulary_of(
    run: RunRow, values: Values, settings: ProjectSettings, reviewer: str, runs: Iterable[RunRow] = ()
) -> Vocabulary:
    """What a filter of a run can name. values: as queues.values_of tells them; runs: all of the project."""
    given = [(name, settings.title(name)) for name in values.reasons]
    reasons = dict.fromkeys([*((reason.id, reason.title) for reason in settings.reasons), *given])
    # Whoever is at the desk is known before the first verdict is read back.
    names = (*settings.names, *values.reviewers, *filter(None, [reviewer]))
    return Vocabulary(
        run.labels, values.true_labels, tuple(dict.fromkeys(names)), tuple(reasons),
        tuple((one.run_id, run_words(one)) for one in runs),
    )  # fmt: skip


class Queueing(QObject):
    """Signals: ``chosen()``: the list shows other images, or others are reviewed; ``run_wanted(run id)``: the filter
    names another run; ``emptied()``: no image is left in the list; ``trouble(str)``."""

    chosen = Signal()
    emptied = Signal()
    run_wanted = Signal(int)
    trouble = Signal(str)

    def __init__(self, desk: Desk, items: Items, images: ItemList, bar: QueueBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._items, self._list, self._bar = desk, items, images, bar
        self.queue = Queue()
        self.text = ""
        self._wanted = Queue()
        self._known: _Known | None = None
        self._carried: tuple[Queue, str] | None = None
        self.picking = Picking(bar)
        self._coming: tuple[Queue, str] | None = None  # of last time, being opened
        self._own_only = False
        self._at: int | None = None  # the explanation that is to be at hand
        self._ticket = 0
        self._background = Background(1, "queues", self)
        self._suspects = Suspects(self)
        self._suspects.told.connect(self._tell_ranking)
        self._disputes = QTimer(self)
        self._disputes.setSingleShot(True)
        self._disputes.setInterval(AFTER_CHANGE_MS)
        self._disputes.timeout.connect(self._learn_disputes)
        self.views = Views(desk, bar, lambda: View(self.queue, self.text), self._show_view, self)
        bar.queue_wanted.connect(self.choose)
        bar.filter_wanted.connect(self._filter_typed)
        bar.filter.left.connect(self._filter_left)
        bar.refresh_wanted.connect(self.refresh)
        bar.asked.connect(self._go_to)
        bar.back_wanted.connect(self.go_back)
        desk.changed.connect(lambda *_: self._disputes.start())
        desk.turned.connect(lambda *_: self._disputes.start())
        desk.settings_changed.connect(lambda _: self._settings_changed())
        desk.closing.connect(self.clear)

    # --- a run ---

    def show_run(self, opened: Opened, *, whole: bool) -> None:
        """A run's rows are in the list: show the queue and the filter of last time. whole: all images instead."""
        self._ticket += 1
        self._suspects.stop()
        ticket, run, store, place = self._ticket, opened.run, self._desk.store, opened.place
        self._known, self._own_only = None, False
        queue, text = Queue(), ""
        if self._carried is not None:
            queue, text = self._carried
        elif not whole and run is not None and place.get("run") == run.run_id:
            queue = Queue.from_json(place.get("queue"))
            text = place.get("filter") if isinstance(place.get("filter"), str) else ""
        self._carried = None
        self.queue, self.text = Queue(), ""
        self._coming = (queue, text) if queue != Queue() or text else None
        self._show_bar(queue, text)
        self.picking.shows(queue)
        if run is None or store is None:
            return
        only = self._desk.reviewer if self._desk.settings.blind.reviews else None

        def came(found: tuple[Values, dict[str, View]]) -> None:
            if ticket != self._ticket:
                return
            values, views = found
            self._learn(run, values, opened)
            self.views.show(views)
            if queue != Queue() or text or self.picking.returning:
                self._open(queue, text, "near", finished=False)
            self._learn_disputes()

        self._background.run(
            lambda: (queues.values_of(store, run.run_id, only), self.views.read(store)), came, self._failed
        )

    def clear(self) -> None:
        """No run is shown any more."""
        self._ticket += 1
        self._suspects.stop()
        self._known = self._coming = None
        self.queue, self.text = Queue(), ""
        self._show_bar(Queue(), "")
        self.picking.shows(Queue())
        self.views.show({})

    def place(self) -> dict[str, Any]:
        """What of it belongs to where the reviewer is."""
        queue, text = self._coming or (self.queue, self.text)
        return {"queue": queue.to_json(), "filter": text}

    def close(self) -> None:
        self._suspects.close()
        self._background.close()

    def _learn(self, run: RunRow, values: Values, opened: Opened) -> None:
        vocabulary = vocabulary_of(run, values, opened.settings, self._desk.reviewer, opened.runs)
        self._known = _Known(run, vocabulary, match_labels(values.true_labels, run.labels))
        self._bar.filter.vocabulary = vocabulary

    # --- choosing ---

    def choose(self, queue: Queue) -> None:
        """Open a queue, from its first image on; the filter stays."""
        self._open(queue, self._bar.filter.text(), "first", finished=True)

    def show_in(self, run_id: int, queue: Queue, text: str = "", explanation_id: int | None = None) -> None:
        """Open a queue of this run or another one, at an explanation or from its first image on; text: its filter."""
        self._at = explanation_id
        if self._known is not None and self._known.run.run_id == run_id:
            self._open(queue, text, "first", finished=True)
        else:
            self._carried = queue, text
            self.run_wanted.emit(run_id)

    def pick(self, run_id: int, queue: Queue, hints: Mapping[int, Hint] | None = None, image: str = "") -> None:
        """Open a list of picked images of this run or another one, at one of them, with words for its rows; ``go_back``
        leads back."""
        known, current = self._known, self._items.row(self._list.currentIndex().row())
        if known is not None:
            there = current.relative if current is not None else ""
            self.picking.leave(Before(known.run.run_id, self.queue, self.text, there), queue, hints or {}, image)
        self.show_in(run_id, queue)

    def go_back(self) -> None:
        """To the list that was left for the picked one, at the image that was at hand there."""
        before = self.picking.go_back()
        if before is None:
            return
        if self._known is not None and self._known.run.run_id == before.run_id:
            self._open(before.queue, before.text, "near", finished=True)
        else:
            self._carried = before.queue, before.text
            self.run_wanted.emit(before.run_id)

    def choose_kind(self, kind: Kind) -> None:
        """Open a queue by its name."""
        self.choose(self.queue if self.queue.kind == kind else replace(self.queue, kind=kind, picked=(), title=""))

    def refresh(self) -> None:
        """The same queue as it is now: what was judged may leave it."""
        self._open(self._wanted, self._bar.filter.text(), "near", finished=True)

    def _show_view(self, view: View) -> None:
        self._open(view.queue, view.text, "first", finished=True)

    def _filter_typed(self, text: str, finished: bool) -> None:
        if text.strip() != self.text.strip() or finished:
            self._open(self._wanted, text, "stay", finished=finished, typed=True)
        if finished and self._read(text, mark=True) is not None:
            self._bar.left.emit()

    def _filter_left(self) -> None:
        """Escape: what can be understood holds, as after a pause; anything else gives way to what is in force."""
        text = self._bar.filter.text()
        try:
            right = self._known is not None and understood(text, self._known.vocabulary) is not None
        except FilterError:
            right = False
        if right:
            self._filter_typed(text, False)
        else:
            self._bar.filter.put_back()
            self._bar.show_words(self._about())

    def _open(self, queue: Queue, text: str, start: Start, *, finished: bool, typed: bool = False) -> None:
        known, store = self._known, self._desk.store
        self._wanted = queue
        self._show_bar(queue, None if typed else text)
        if known is None or store is None:
            return
        found = self._read(text, mark=finished)
        if found is None:
            return
        if found.run is not None and found.run != known.run.run_id:
            self._carried = queue, text
            self.run_wanted.emit(found.run)
            return
        self._ticket += 1
        self._suspects.stop()
        self._bar.show_words("")
        ticket = self._ticket
        if queue.kind == "suspicious":
            self._bar.show_words(tr("Comparing the maps…"))

            def ranked(ranking: Ranking) -> None:
                if ticket == self._ticket:
                    self._ask(store, known, queue, text, found, ranking, start)

            self._suspects.rank(store, known.run, ranked, lambda error: self._failed(error, ticket))
        else:
            self._ask(store, known, queue, text, found, Ranking(), start)

    def _ask(
        self, store: Store, known: _Known, queue: Queue, text: str, wanted: Filter, ranking: Ranking, start: Start
    ) -> None:
        ticket, reviewer, blind = self._ticket, self._desk.reviewer, self._desk.settings.blind
        own_only = names_leave_blind(wanted, reviewer, reviews=blind.reviews, confidence=blind.confidence)

        def work() -> queues.Opened:
            return queues.opened(
                store, known.run.run_id, reviewer, queue, wanted.wanted, wanted.without, truths=known.truths,
                ranked=ranking.keys, blind=blind.reviews, own_only=own_only,
            )  # fmt: skip

        def came(found: queues.Opened) -> None:
            if ticket == self._ticket:
                self._show(queue, text, found, ranking, start)

        self._background.run(work, came, lambda error: self._failed(error, ticket))

    def _show(self, queue: Queue, text: str, found: queues.Opened, ranking: Ranking, start: Start) -> None:
        current, wanted = self._items.row(self._list.currentIndex().row()), self._at
        self._at = None
        self.queue, self.text, self._own_only, self._coming = queue, text, found.own_only, None
        self._bar.show_filter(text)
        everything = queue.kind == "all" and not text.strip()
        self._items.choose(None if everything else found.keys, ranking.hints or self.picking.hints(queue))
        returning = self.picking.come()
        at = self._items.position_of_relative(returning) if returning else None
        if at is None and current is not None and start != "first":
            at = self._items.position_of_relative(current.relative)
            if at is None and start == "near":
                at = self._items.position_near(current.relative)
        if wanted is not None:
            at = self._items.position_of_explanation(wanted)
        if self._items.rowCount():
            self._list.go_to(at or 0)
        else:
            self.emptied.emit()
        self._bar.show_words(self._about())
        self.picking.shows(queue)
        self.chosen.emit()

    def _about(self) -> str:
        """What must be said of the list that is shown."""
        if self._own_only:
            said = tr("Blind review: only images that have your verdict.")
        else:
            said = ""
        if self._items.rowCount():
            return said
        return f"{self._nothing()} {said}".strip()

    def why_empty(self) -> str:
        """What the panel says while no image is in the list."""
        if self.text.strip():
            return f"{self._nothing()} {tr('Change the filter over the list.')}"
        return f"{self._nothing()} {tr('Choose another queue over the list.')}"

    def _nothing(self) -> str:
        empty = {
            "unreviewed": tr("You have reviewed every image."),
            "disagreement": tr("Nobody disagrees."),
            "mine": tr("You have reviewed none yet."),
        }
        return tr("No image fits.") if self.text.strip() else empty.get(self.queue.kind, tr("No image is in it."))

    def _read(self, text: str, *, mark: bool) -> Filter | None:
        """The filter of a text; None where it cannot be understood, which is said under the line."""
        if self._known is None:
            return None
        try:
            found = understood(text, self._known.vocabulary)
        except FilterError as error:
            self._bar.filter.show_wrong(error.start, error.end, mark=mark)
            self._bar.show_words(tr("{problem} The list is as before.").format(problem=error), warning=True)
            return None
        self._bar.filter.show_right()
        return found

    def _show_bar(self, queue: Queue, text: str | None) -> None:
        self._wanted = queue
        self._bar.show_queue(queue)
        if text is not None:
            self._bar.filter.show_text(text)
        self._bar.show_filter(self.text)

    # --- going ---

    def next_unreviewed(self) -> None:
        """On to the next image of the list without a verdict of the reviewer's; round to the first after the last."""
        at = self._items.next_unreviewed(self._list.currentIndex().row())
        if at is None:
            self._bar.show_words(tr("Every image of this list is reviewed."))
        else:
            self._list.go_to(at)

    def _go_to(self, text: str) -> None:
        """A number of the list, counted from 1, or a part of a name."""
        number = int(text) if text.isascii() and text.isdigit() and not text.startswith("0") else 0
        if 1 <= number <= self._items.rowCount():
            at: int | None = number - 1
        else:
            at = self._items.named(text, self._list.currentIndex().row())
        if at is not None:
            self._bar.show_words(self._about())
            self._list.go_to(at)
            self._bar.leave_question()
            return
        elsewhere = sum(text.casefold() in row.relative.casefold() for row in self._items.rows())
        if number and not elsewhere:
            words = tr("The list has {n} images.").format(n=count(self._items.rowCount()))
        else:
            words = tr("No name in this list has “{part}” in it.").format(part=text)
            if elsewhere:
                words += " " + tr("In the whole run {n} have it.").format(n=count(elsewhere))
        self._bar.show_words(words, warning=True)

    # --- how far ---

    def progress(self) -> str:
        """ "12 of 112 of this sample"; nothing where the list shows the whole run."""
        if not self._items.chosen:
            return ""
        what = tr("of this sample") if self.queue.kind in queues.DRAWN else tr("of this list")
        done, total = self._items.reviewed_shown(), self._items.rowCount()
        if not total:
            return tr("this list is empty")
        return f"{count(done)} " + tr("of {total} {what}").format(total=count(total), what=what)

    def title(self) -> str:
        return title_of(self.queue)

    # --- what reviewers say of each other ---

    def _settings_changed(self) -> None:
        self._disputes.start()
        if self._known is not None and (self.queue.kind in OF_OTHERS or self.text.strip()):
            self.refresh()

    def _learn_disputes(self) -> None:
        known, store, ticket = self._known, self._desk.store, self._ticket
        if known is None or store is None:
            return
        reviewer, blind = self._desk.reviewer, self._desk.settings.blind.reviews

        def came(found: frozenset[int]) -> None:
            if self._known is known and reviewer == self._desk.reviewer:
                self._items.show_disputed(found)

        self._background.run(
            lambda: queues.disagreements(store, known.run.run_id, reviewer, blind=blind), came,
            lambda error: self._failed(error, ticket),
        )  # fmt: skip

    def _tell_ranking(self, done: int, total: int) -> None:
        self._bar.show_words(tr("Comparing the maps: {done} of {total}").format(done=count(done), total=count(total)),
                             aloud=False)  # fmt: skip

    def _failed(self, error: BaseException, ticket: int | None = None) -> None:
        if (ticket is not None and ticket != self._ticket) or self._known is None:
            return
        self._coming = None
        if not isinstance(error, PlainError):
            log.error("a queue could not be opened", exc_info=error)
            error = PlainError(tr("The queue could not be opened; the list is as before. See the log."))
        self._show_bar(self.queue, None)
        self._bar.show_words(said(str(error)), warning=True)
