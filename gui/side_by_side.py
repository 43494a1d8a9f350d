"""Compare explanations of the image at hand: which there are, where they stand, what is made for a view that lacks one,
and the same arrangement on the next image."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import same_image
from db.rows import Beside, ItemRow, RunRow, Undone
from db.same_image import Kept
from db.store import Store
from engine.packs import start_of
from engine.records import PlainError
from gui import side_words
from gui.arrangement import FEWEST, MOST, Wanted, fill, nearest
from gui.background import Background
from gui.canvas import Subject
from gui.changes import Change
from gui.on_their_way import Asked, OnTheirWay
from gui.said import said
from gui.side_page import Mode
from gui.side_pair import SidePair, subject
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window


@dataclass(eq=False, slots=True)
class _View:
    """What one view is to show, and what became of asking for it on the image at hand (``trouble``: in plain words)."""

    wanted: Wanted | None = None
    found: Kept | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a project has of one image."""

    kept: list[Kept] = field(default_factory=list)
    runs: dict[int, RunRow] = field(default_factory=dict)


class SideBySide(QObject):
    """Fills gui/side_page.py, which lies in the review in place of the picture while explanations are compared."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._review = window.review
        self.page = window.review.sides
        self._reader = Background(1, "side-reader", self)
        self._views: list[_View] = []
        self._item: ItemRow | None = None
        self._read_of: Store | None = None
        self.there = _Read()
        self._way = OnTheirWay()
        self._asking_for: int | None = None
        self._run: int | None = None  # whose images the views are arranged for
        self._before: tuple[int, int] | None = None  # image, and explanation, that the picture alone was of
        self._pair = SidePair(self.page, self)

    def build(self) -> None:
        """Second half of making it: the parts that show commands are there."""
        page, window = self.page, self._window
        page.left.connect(self.leave)
        self._review.picture_wanted.connect(self.leave)
        page.stepped.connect(self._review.step)
        page.chosen.connect(self._choose)
        page.another.connect(self._ask_another)
        page.wanted.connect(self._make)
        page.removed.connect(self.remove)
        page.pair_changed.connect(self._show_pair)
        self._review.moved.connect(self._moved)
        self._review.changed.connect(self._rows_changed)
        self._review.canvas_data.truth_shown.connect(page.show_truth)
        self._review.bar.look_changed.connect(page.set_look)
        window.desk.changed.connect(self._judged)
        window.desk.turned.connect(self._turned)
        window.desk.settings_changed.connect(lambda _: self._show())
        window.desk.project_closed.connect(self._closed)
        window.desk.project_opened.connect(lambda _: self._opened())
        again = window.again
        again.sent.connect(self._sent)
        again.arrived.connect(self._arrived)
        again.found.connect(self.put)
        again.take_refusal = self._refused
        again.panel.left.connect(self._panel_left)

    def close(self) -> None:
        self._reader.close()
        self._pair.close()

    @property
    def is_open(self) -> bool:
        return self._review.comparing

    # --- coming and going ---

    def turn(self) -> None:
        """Compare the explanations of the image at hand, or go back to the picture alone."""
        if self.is_open:
            self.leave()
            return
        item, store = self._review.current(), self._window.desk.store
        if item is None or item.explanation_id is None or store is None:
            self._window.status.show_passing(tr("nothing to compare here"))
            return
        self._window.rule.close()
        again = self._window.again
        shown = again.shown
        self._before = None
        if shown is not None and shown != item.explanation_id:
            # The panel tells of the one that verdicts are for.
            self._before = item.key, shown
            again.show_explanation(item.explanation_id)
        if store is not self._read_of:
            self._views, self._read_of = [], store
        self.page.use_maps(store)
        self.page.set_look(self._review.look())
        self.page.show_number(len(self._views) or FEWEST)
        self.page.set_mode("side")
        self.page.set_view(self._review.canvas.view)
        self._review.show_in_stage(self.page)
        self._window.offer_commands()
        canvas = self.page.canvas
        if canvas is not None:
            canvas.setFocus()
        self._item = item
        self._read(show_too=shown)

    def leave(self) -> None:
        """Back to the picture alone, at the image and the place that are at hand."""
        if not self.is_open:
            return
        canvas = self.page.canvas
        if canvas is not None:
            self._review.canvas.set_view(canvas.view)
        self._review.show_in_stage(None)
        self.page.clear()
        self._pair.forget()
        self._window.offer_commands()
        self._review.canvas.setFocus()
        item = self._review.current()
        if item is not None and self._before is not None and self._before[0] == item.key:
            self._window.again.show_explanation(self._before[1])

    def _closed(self) -> None:
        """The project is closed: nothing of it stays."""
        self._way.clear()
        self._before = None
        self.leave()
        self._views, self._item, self._read_of, self.there = [], None, None, _Read()
        self.page.use_maps(None)

    def _opened(self) -> None:
        """The same project may be open for writing now, from another store."""
        if self.is_open:
            self._read_of = self._window.desk.store
            self.page.use_maps(self._read_of)

    # --- the image at hand ---

    def _moved(self) -> None:
        item = self._review.current()
        if not self.is_open:
            return
        self._item = item
        for view in self._views:
            view.trouble = ""
        if item is None:
            self.there = _Read()
            self._fill(item)
        else:
            self._read()

    def _rows_changed(self) -> None:
        """The image at hand was explained, or replaced."""
        item = self._review.current()
        known = self._item.explanation_id if self._item is not None else None
        if self.is_open and (item.explanation_id if item is not None else None) != known:
            self._moved()

    def _judged(self, change: Change, _: object) -> None:
        self._read_verdict(change.explanation_id)

    def _turned(self, what: Undone, *_: object) -> None:
        self._read_verdict(what.explanation_id)

    def _read_verdict(self, explanation_id: int | None) -> None:
        if self.is_open and any(one.row.explanation_id == explanation_id for one in self.there.kept):
            self._read()

    def _read(self, *, show: tuple[int, int] | None = None, show_too: int | None = None) -> None:
        """Read what there is of the image at hand. show: (view, explanation) that is to stand there then; show_too: an
        explanation to begin with beside the one at hand."""
        item, store = self._item, self._window.desk.store
        if item is None or store is None:
            return
        reviewer = self._window.desk.reviewer

        def work() -> _Read:
            kept = same_image.explanations_of(store, item.key, reviewer)
            return _Read(kept, {run.run_id: run for run in store.runs()})

        def done(found: _Read) -> None:
            if store is not self._window.desk.store or self._item is None or self._item.key != item.key:
                return
            self.there = found
            self._fill(self._item, show_too)
            if show is not None:
                self._place(*show)

        def trouble(error: BaseException) -> None:
            if store is not self._window.desk.store or not isinstance(error, PlainError):
                return
            if self._item is not None and self._item.key == item.key:
                # Nothing of another image stays where this one's could not be read.
                self.there = _Read()
                for view in self._views:
                    view.found, view.trouble = None, said(str(error))
                self._show()

        self._reader.run(work, done, trouble)

    @property
    def _own(self) -> Beside | None:
        """The explanation at hand, which verdicts are for."""
        wanted = self._item.explanation_id if self._item is not None else None
        return next((one.beside for one in self.there.kept if one.beside.explanation_id == wanted), None)

    def _kept(self, explanation_id: int) -> Kept | None:
        return next((one for one in self.there.kept if one.beside.explanation_id == explanation_id), None)

    def _fill(self, item: ItemRow | None, show_too: int | None = None) -> None:
        """Put what there is into the views: as they are arranged, or to begin with the one at hand and the nearest."""
        own, besides = self._own, [one.beside for one in self.there.kept]
        run = self._window.desk.run
        if run is not None and run.run_id != self._run:
            # In another run another explanation is at hand: what stood beside the one before is no choice any more.
            self._views, self._run = [], run.run_id
        if not self._views or all(view.wanted is None for view in self._views):
            first = [own] if own is not None else besides[:1]
            named = [one for one in besides if one.explanation_id == show_too and one != own]
            taken = [one.explanation_id for one in first]
            second = named[0] if named else nearest(own, besides, taken)
            begin = [*first, *([second] if second is not None else [])]
            begin += [None] * (FEWEST - len(begin))  # type: ignore[list-item]
            self._views = [_View(Wanted.of(one, own) if one is not None else None) for one in begin]
        found = fill([view.wanted for view in self._views], besides, own)
        for view, one in zip(self._views, found, strict=True):
            view.found = self._kept(one.explanation_id) if one is not None else None
        self._show()

    # --- which stands where ---

    def _choose(self, view: int, explanation_id: int) -> None:
        self._place(view, explanation_id)

    def _place(self, view: int, explanation_id: int) -> None:
        """Put an explanation of the image at hand into a view."""
        kept = self._kept(explanation_id)
        if kept is None or view >= len(self._views):
            return
        self._views[view] = _View(Wanted.of(kept.beside, self._own), kept)
        self._show()

    def put(self, explanation_id: int) -> None:
        """One that was asked for: it is there already."""
        view, self._asking_for = self._view_for_more(), None
        self._place(view, explanation_id)

    def _view_for_more(self) -> int:
        """Where something new belongs: where it was asked for, an empty view, one more, or the one with the keyboard
        unless verdicts are for it."""
        if self._asking_for is not None and self._asking_for < len(self._views):
            return self._asking_for
        empty = [n for n, view in enumerate(self._views) if view.found is None and view.wanted is None]
        if empty:
            return empty[0]
        if len(self._views) < MOST:
            self._views.append(_View())
            self._show()
            return len(self._views) - 1
        own = self._own
        order = [self.page.view_at_hand(), *reversed(range(len(self._views)))]
        return next(n for n in order if (found := self._views[n].found) is None or found.beside != own)

    def add(self) -> None:
        """One more view, with the nearest explanation that none shows yet."""
        if len(self._views) >= MOST:
            self._window.status.show_passing(tr("four views are the most"))
            return
        shown = [view.found.beside.explanation_id for view in self._views if view.found is not None]
        one = nearest(self._own, [each.beside for each in self.there.kept], shown)
        view = _View()
        if one is not None:
            view = _View(Wanted.of(one, self._own), self._kept(one.explanation_id))
        self._views.append(view)
        self._show()
        added = self.page.shown_views()[-1]
        (added.canvas if view.found is not None else added.choice).setFocus()

    def remove(self, view: int | None = None) -> None:
        """Take a view away, the one with the keyboard if none is named; two stay."""
        if len(self._views) <= FEWEST:
            self._window.status.show_passing(tr("two views are the fewest"))
            return
        gone = self.page.view_at_hand() if view is None else view
        del self._views[gone]
        self._asking_for = None
        self._way.view_removed(gone)
        self._show()
        canvas = self.page.canvas
        if canvas is not None:
            canvas.setFocus()

    def set_mode(self, mode: Mode) -> None:
        """Side by side, swipe or difference; the same once more goes back to side by side."""
        self.page.set_mode("side" if self.page.mode == mode else mode)
        self._window.offer_commands()

    # --- shown ---

    def _show(self) -> None:
        if not self.is_open:
            return
        item, desk = self._item, self._window.desk
        blind, own = desk.settings.blind, self._own
        kept = self.there.kept
        told = {one.row.explanation_id: side_words.may_tell(one, kept, blind) for one in kept}
        titles = [
            (one.row.explanation_id, side_words.title(one, confidence=told[one.row.explanation_id]),
             side_words.short(one.beside))
            for one in kept
        ]  # fmt: skip
        page = self.page
        page.show_number(len(self._views))
        found = [view.found for view in self._views if view.found is not None]
        if found:
            page.share_scale(side_words.reach(found))
            page.views.set_aspect(found[0].row.geometry.image_width, found[0].row.geometry.image_height)
        can_make = not desk.readonly and item is not None and item.explanation_id is not None
        for n, (view, shown) in enumerate(zip(self._views, page.shown_views(), strict=True)):
            shown.offer(titles, can_make=can_make)
            if view.found is None or item is None:
                shown.say_nothing(*self._why_nothing(n, view, item))
                shown.other.setVisible(can_make and view.wanted is not None and bool(shown.make.text()))
                continue
            row = view.found.row
            at_hand = own is not None and row.explanation_id == own.explanation_id
            said = side_words.said(view.found, confidence=told[row.explanation_id], at_hand=at_hand)
            shown.show_explanation(subject(_image(item), view.found), said, method=row.method, at_hand=at_hand)
        self._show_pair()

    def _why_nothing(self, n: int, view: _View, item: ItemRow | None) -> tuple[str, str]:
        """What an empty view says, and what its button offers."""
        if item is None:
            return tr("No image"), ""
        readonly = self._window.desk.readonly
        if self._way.awaited(item.key, n):
            running = self._window.audits.running
            return tr("Next: after the batch at hand.") if running else tr("Being explained…"), ""
        if view.trouble:
            return view.trouble, tr("Try again")
        wanted = view.wanted
        if item.explanation_id is None:
            return tr("This image has no explanation in the run at hand."), ""
        if wanted is None:
            words = tr("There is no other explanation of this image yet.")
            if readonly:
                return f"{words} {tr('The project is open for reading only, so none can be made.')}", ""
            return words, tr("Have one made…")
        return side_words.missing(wanted, self._own), "" if readonly else tr("Have it made")

    def _show_pair(self) -> None:
        """What the page's mode shows of the two that are chosen, and what is said of verdicts in that."""
        page, store, item, own = self.page, self._window.desk.store, self._item, self._own
        if not self.is_open or not self._views or item is None or store is None:
            return
        at = page.pair_at()
        first, second = (self._views[n].found for n in at)
        seen = [view.found for view in self._views] if page.mode == "side" else [first, second]
        page.say_note(self._note(own, seen))
        self._pair.show(store, _image(item), (first, second), at, item.explanation_id)

    def _note(self, own: Beside | None, seen: list[Kept | None]) -> str:
        """Which explanation verdicts are for, where its own view is not seen or has no room to say so."""
        if own is None:
            return ""
        at = next((n for n, one in enumerate(seen) if one is not None and one.beside == own), None)
        if at is None:
            return side_words.verdicts_elsewhere(own)
        n = at if self.page.mode == "side" else self.page.pair_at()[at]
        narrow = self.page.mode != "swipe" and self.page.shown_views()[n].narrow
        return tr("Verdicts are for {letter}.").format(letter=side_words.LETTERS[n]) if narrow else ""

    # --- had made ---

    def _ask_another(self, view: int) -> None:
        """Open the panel for a view."""
        self._asking_for = view
        self._window.again.open(anew=True)

    def _make(self, view: int) -> None:
        """Have the explanation made that a view lacks: the same model, method and class."""
        wanted, item = self._views[view].wanted, self._item
        if wanted is None:
            self._ask_another(view)
            return
        run = self._run_of(wanted)
        label = wanted.label_for(self._own)
        if item is None or run is None or label not in run.labels:
            self._views[view].trouble = tr("The run whose model made it is not in this project any more.")
            self._show()
            return
        here = self._window.desk.run
        assert here is not None
        ticket = self._window.again.explain_as(
            item, replace(run, folder=here.folder), wanted.method, wanted.steps or 0, run.labels.index(label),
            start_of(run.parameters) if wanted.pack else None,
        )  # fmt: skip
        if ticket is not None:
            self._views[view].trouble = ""
            self._way.add(ticket, Asked(item.key, view, told=True))
            self._show()

    def _run_of(self, wanted: Wanted) -> RunRow | None:
        """A run that was made so, to take model and parameters from."""
        runs = self.there.runs
        if wanted.run_id in runs:
            return runs[wanted.run_id]
        same = [
            run for run in runs.values() if (run.model_fingerprint, run.method) == (wanted.fingerprint, wanted.method)
        ]
        return next((run for run in same if _pack_of(run) == wanted.pack), None)

    def _sent(self, ticket: int) -> None:
        """The panel's question is on its way: its answer belongs into a view."""
        if not self.is_open or self._item is None:
            return
        view, self._asking_for = self._view_for_more(), None
        # Nothing of what stands there goes before something else is there.
        self._way.add(ticket, Asked(self._item.key, view, told=False))
        self._show()

    def _panel_left(self) -> None:
        """What is asked for next is not for the view that the panel was opened for."""
        self._asking_for = None

    def _arrived(self, ticket: int, key: int, explanation_id: int) -> None:
        asked = self._way.take(ticket)
        if not self.is_open or self._item is None or self._item.key != key:
            return
        view = self._place_of(asked)
        self._read(show=(self._view_for_more() if view is None else view, explanation_id))

    def _refused(self, ticket: int, text: str) -> bool:
        """Say it where the explanation was to stand. Returns whether that is where it is to be told."""
        asked = self._way.take(ticket)
        if asked is None or not self.is_open or self._item is None or asked.key != self._item.key:
            return False
        view = self._place_of(asked)
        empty = view is not None and self._views[view].found is None
        if view is not None and empty:
            self._views[view].trouble = text
        self._show()
        return empty and asked.told

    def _place_of(self, asked: Asked | None) -> int | None:
        """The view that something was asked for, if it is there still."""
        view = asked.view if asked is not None else None
        return view if view is not None and view < len(self._views) else None


def _image(item: ItemRow) -> Subject:
    return Subject(item.relative, str(item.path))


def _pack_of(run: RunRow) -> str:
    """The hash of the rule pack that learning began from, empty without one."""
    pack = start_of(run.parameters)
    return "" if pack is None else pack.sha256
