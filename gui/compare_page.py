"""Two runs on the same images, in the trends room: what became better or worse, and how alike the maps are.

What is compared is gathered as for `hansel compare` (reports/compare_facts.py), beside the window's thread; the maps,
which take longer, after that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from db import likeness
from db.comparing import Comparison, Group, Pair
from db.faults import StoreError
from db.likeness import Likeness
from db.rows import RunRow
from db.store import Store
from engine.records import PlainError
from gui import compare_words as words
from gui.background import Background
from gui.compare_parts import CompareParts
from gui.empty import EmptyPage
from gui.said import said
from gui.tokens import DARK, Theme
from gui.words import count, tr
from reports import compare_facts
from reports.visible import visible


class Stopped(Exception):
    """Other runs were chosen meanwhile."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: all runs, and the comparison of two of them, or why there is none."""

    runs: tuple[RunRow, ...]
    first: int
    second: int
    compared: Comparison | None
    why_not: str = ""


class ComparePage(QStackedWidget):
    """Reads the open project whenever it is shown; the newest question is answered.

    Signals:
        pair_chosen(Pair): its maps are to be seen side by side
        review_wanted(run, filter): a list of images is to be reviewed in one of the two
        save_wanted(name of the file, its bytes)
        setup_wanted(): an audit is to be set up, as there is nothing to compare
    """

    pair_chosen = Signal(object)
    review_wanted = Signal(int, str)
    save_wanted = Signal(str, bytes)
    setup_wanted = Signal()
    _mapped = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = Background(1, "compare-reader", self)
        self._maps = Background(1, "compare-maps", self)
        self._stop = threading.Event()
        self._asked = 0
        self._theme = DARK
        self._store: Store | None = None
        self._only: str | None = None
        self._failed: Callable[[str], object] = lambda _: None
        self.found: Found | None = None
        self.alike: Likeness | None = None
        self.empty = EmptyPage()
        self.parts = CompareParts()
        parts = self.parts
        parts.runs_chosen.connect(self._read_chosen)
        parts.group_chosen.connect(self._show_pairs)
        parts.pairs.chosen.connect(self.pair_chosen)
        parts.review_wanted.connect(self._review)
        parts.verdicts.save_wanted.connect(lambda: self._save("verdicts"))
        parts.images.save_wanted.connect(lambda: self._save("images"))
        self._mapped.connect(self._tell_mapped)
        self.addWidget(self.empty)
        self.addWidget(parts)

    @property
    def compared(self) -> Comparison | None:
        return self.found.compared if self.found is not None else None

    @property
    def runs(self) -> tuple[RunRow, RunRow] | None:
        """A and B."""
        if self.found is None:
            return None
        by_number = {run.run_id: run for run in self.found.runs}
        return by_number[self.found.first], by_number[self.found.second]

    # --- reading ---

    def show_project(self, store: Store | None, failed: Callable[[str], object], only: str | None) -> None:
        """Compare two runs of a project. only: the reviewer whose verdicts alone are counted, as others' must not be
        told; None: everybody's. failed: called with plain words."""
        if store is not self._store or only != self._only:
            self.found = self.alike = None
        self._store, self._only, self._failed = store, only, failed
        self.parts.about.setText(words.about(only is not None))
        if self.found is None:
            self._say_empty(1)
        chosen = (self.found.first, self.found.second) if self.found is not None else (None, None)
        self._read(*chosen)

    def _read_chosen(self, first: int, second: int) -> None:
        self._read(first, second)

    def _read(self, first: int | None, second: int | None) -> None:
        self._asked += 1
        self._stop.set()
        asked, store, only = self._asked, self._store, self._only
        if store is None:
            self._say_empty(0)
            return

        def work() -> Found | None:
            runs = tuple(store.runs())
            if len(runs) < 2:
                return None
            a, b = _two(runs, first, second)
            try:
                return Found(runs, a, b, compare_facts.gather(store, a, b, only, known=False).counted())
            except StoreError as error:
                return Found(runs, a, b, None, said(str(error)))

        def done(found: Found | None) -> None:
            if asked == self._asked:
                self._show(found)

        def trouble(error: BaseException) -> None:
            # A project that was closed meanwhile is no trouble; the next one is read when it is shown.
            if asked == self._asked and isinstance(error, PlainError):
                self._failed(said(str(error)))

        self._reader.run(work, done, trouble)

    def _read_maps(self, store: Store, compared: Comparison) -> None:
        """How alike the maps are: it takes a while, and stops as soon as nobody asks for it any more."""
        asked = self._asked
        stop = self._stop = threading.Event()

        def watch(done: int, total: int) -> None:
            if stop.is_set():
                raise Stopped
            if done % 10 == 0:
                self._mapped.emit(asked, done, total)

        def done(found: Likeness) -> None:
            if asked == self._asked:
                self.alike = found
                self._show_maps()
                self._show_pairs()

        def trouble(error: BaseException) -> None:
            if asked == self._asked and isinstance(error, PlainError):
                self._failed(said(str(error)))

        self._maps.run(lambda: likeness.likeness(store, compared.pairs, watch=watch), done, trouble)

    # --- showing ---

    def _say_empty(self, runs: int) -> None:
        """runs: how many there are, as far as is known."""
        self.empty.say(
            tr("Comparing takes two runs."),
            tr("Audit the same images again, with another model or method: they stand side by side here.")
            if runs
            else tr("Open a project with two runs on the same images."),
            (tr("Set up an audit"), self.setup_wanted.emit),
        )
        self.setCurrentWidget(self.empty)

    def _show(self, found: Found | None) -> None:
        store = self._store
        self.found, self.alike = found, None
        if found is None or store is None:
            self._say_empty(1)
            return
        title = tr("Two runs of {name}, image by image").format(name=store.path.stem)
        self.parts.show_choice(visible(title), found.runs, found.first, found.second)
        self.setCurrentWidget(self.parts)
        if found.compared is None:
            self.parts.say_nothing(found.why_not)
            return
        self.parts.show_compared(found.compared, self._theme)
        self._show_pairs()
        self.parts.say_maps(tr("Comparing the maps…"))
        self._read_maps(store, found.compared)

    def _tell_mapped(self, asked: int, done: int, total: int) -> None:
        if asked == self._asked and self.alike is None:
            said = tr("Comparing the maps: {done} of {total}").format(done=count(done), total=count(total))
            self.parts.say_maps(said)

    def _show_pairs(self) -> None:
        if self.compared is not None:
            self.parts.show_pairs(self.compared, dict(self.alike.each) if self.alike is not None else {}, self._theme)

    def _show_maps(self) -> None:
        if self.alike is not None:
            self.parts.show_maps(self.alike, self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, or another text size."""
        self._theme = theme
        if self.compared is not None:
            self.parts.show_compared(self.compared, theme)
            self._show_pairs()
            self._show_maps()
        self.parts.fit()

    # --- taking ---

    def shown_pairs(self) -> Sequence[Pair]:
        """The images of the list, in its order."""
        return self.parts.pairs.pairs.pairs

    def filter_in(self, second: bool) -> tuple[int, str]:
        """The run, and the filter that shows the list's images there. second: in B."""
        found, group = self.found, self.parts.group()
        assert found is not None
        here, other = (found.second, found.first) if second else (found.first, found.second)
        return here, words.became(group, other, turned=not second)

    def _review(self, second: bool) -> None:
        if self.compared is not None:
            self.review_wanted.emit(*self.filter_in(second))

    def _save(self, what: str) -> None:
        compared = self.compared
        if compared is None or self._store is None:
            return
        known = dict(self.alike.each) if self.alike is not None else {}
        made = (
            compare_facts.table_csv(compared) if what == "verdicts" else compare_facts.pairs_csv(compared, known)
        )  # fmt: skip
        self.save_wanted.emit(f"{self._store.path.stem}-{compared.first}-{compared.second}-{what}.csv", made)

    def choose_group(self, group: Group) -> None:
        self.parts.choose_group(group)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.parts.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.fit()

    def close_threads(self) -> None:
        self._stop.set()
        self._reader.close()
        self._maps.close()


def _two(runs: Sequence[RunRow], first: int | None, second: int | None) -> tuple[int, int]:
    """The two that were chosen, if they are there; else the newest audit and the one before of the same folder."""
    numbers = [run.run_id for run in runs]
    if first in numbers and second in numbers and first is not None and second is not None:
        return first, second
    audits = [run for run in runs if not run.ad_hoc]
    audits = audits if len(audits) > 1 else list(runs)
    newest = audits[-1]
    before = [run for run in audits[:-1] if run.folder == newest.folder] or audits[:-1]
    return before[-1].run_id, newest.run_id
