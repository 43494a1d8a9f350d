"""Explain this one now: asks the worker before anything else, keeps what comes, and shows it in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from db import ad_hoc
from db.defence import Defence
from db.rows import Beside, ExplanationRow, ItemRow, RunRow
from db.store import Store
from engine.packs import PackedStart, start_of
from engine.records import PlainError
from gui.again_panel import AgainPanel, Strip
from gui.background import Background
from gui.mending import Mending
from gui.news import ExplainedNow, ExplainNow, NotExplained
from gui.notices import Notice
from gui.said import said
from gui.tokens import S8, Theme
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window

STAYS_MS = 150  # an image at hand, until it is asked what else there is of it


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for; explanation_id: of the image in its run, which verdicts are about."""

    explanation_id: int
    relative: str
    words: str


class Again(QObject):
    """Keeps the panel and the strip over the canvas. What it shows changes the picture only: verdicts go to the
    explanation of the run, as ever.

    While explanations are compared (gui/side_by_side.py) the picture is covered: what comes is not shown in its place
    then, but told. take_refusal(ticket, words) says why there is none where it was to be seen, and returns False where
    there is no such place.

    Signals:
        sent(ticket): it is asked for
        arrived(ticket, image's key, explanation id)
        found(explanation id): what was asked for is there already
    """

    sent = Signal(int)
    arrived = Signal(int, int, int)
    found = Signal(int)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.review
        self._reader = Background(1, "beside-reader", self)
        self._stays = QTimer(self)
        self._stays.setSingleShot(True)
        self._stays.setInterval(STAYS_MS)
        self._stays.timeout.connect(self._stayed)
        self._tickets = 0
        self._asked: dict[int, _Asked] = {}
        self.beside: tuple[Beside, ...] = ()
        self.shown: int | None = None
        self.take_refusal: Callable[[int, str], bool] = lambda _, __: False
        self._item: ItemRow | None = None
        # Children of the page, not of the canvas: the keys of the canvas do not hold in them.
        self.panel = AgainPanel(self._page)
        self.strip = Strip(self._page)
        self.panel.wanted.connect(self._ask)
        self.panel.left.connect(self._page.focus_picture)
        self.strip.chosen.connect(self.show_explanation)
        self._page.moved.connect(self._moved)
        self._page.changed.connect(self._rows_changed)
        self._page.canvas.installEventFilter(self)
        self._page.stage.installEventFilter(self)
        self._page.stage.currentChanged.connect(lambda _: self._stage_changed())
        # Beneath the bar of the tools, once that has been laid for the tool at hand.
        self._page.canvas.tools.changed.connect(self._lie, Qt.ConnectionType.QueuedConnection)
        self.panel.installEventFilter(self)  # it grows with what it says
        self.mending = Mending(window, self)
        window.audits.explained_now.connect(self._came)
        window.audits.not_explained.connect(self._refused)

    def close(self) -> None:
        self._reader.close()

    def _stage_changed(self) -> None:
        """Something else stands in place of the picture, or no longer."""
        self.panel.hide()
        self._tell_strip()
        self.mending.look()
        self._lie()

    # --- asked ---

    def open(self, *, anew: bool = False) -> None:
        """Open the panel for the image at hand, or close it; anew: open it in any case."""
        item, run = self._page.current(), self._window.desk.run
        self._window.rule.close()
        if self.panel.isVisible() and not anew:
            self.panel.leave()
            return
        if item is None or run is None or item.explanation_id is None:
            self._window.status.show_passing(tr("nothing to explain again here"))
            return
        if self._window.desk.readonly:
            self._window.show_trouble(tr("This project is open for reading only, so nothing new can be kept in it."))
            return
        if self._stays.isActive():
            self._stays.stop()
            self._stayed()
        self.panel.ask_for(run.labels, self._proposed(item, run.labels))
        self._lie()

    def _proposed(self, item: ItemRow, labels: tuple[str, ...]) -> str:
        """The true class where the model was wrong: what speaks for it is the question then; else the predicted one."""
        if item.prediction is None:
            return ""
        predicted = labels[item.prediction]
        truth = item.true_label
        return truth if truth in labels and truth != predicted and truth is not None else predicted

    def _ask(self, method: str, steps: int, target: int) -> None:
        item, run, store = self._page.current(), self._window.desk.run, self._window.desk.store
        if item is None or run is None or store is None or item.explanation_id is None:
            return
        same = [
            one for one in self.beside
            if (one.method, one.target, one.fingerprint, one.pack) == (method, target, run.model_fingerprint, "")
            and one.steps in (None, steps)
        ]  # fmt: skip
        if same:
            self.panel.say(tr("That one is there already."))
            self.show_explanation(same[0].explanation_id)
            return
        ticket = self._explain(item, item.explanation_id, run, store, method, steps, target)
        self.sent.emit(ticket)

    def explain_as(
        self, item: ItemRow, run: RunRow, method: str, steps: int, target: int, pack: PackedStart | None
    ) -> int | None:
        """Explain the image at hand with the model of a run. Returns the ticket under which ``arrived`` follows, or
        ``take_refusal``; None where nothing can be asked for."""
        store = self._window.desk.store
        if store is None or item.explanation_id is None or self._window.desk.readonly:
            return None
        return self._explain(item, item.explanation_id, run, store, method, steps, target, pack, loads=False)

    def keep_as_new(self, kept: Defence) -> None:
        """Explain the image at hand again just as it was, kept beside what there is: its map could not be had again."""
        item, run, store = self._page.current(), self._window.desk.run, self._window.desk.store
        if item is None or run is None or store is None or item.explanation_id != kept.row.explanation_id:
            return
        steps = int(kept.parameters.get("steps", 0))
        pack = start_of(kept.parameters)
        wanted = (kept.method, kept.row.target, kept.model_fingerprint, "" if pack is None else pack.sha256)
        for one in self.beside:
            same = (one.method, one.target, one.fingerprint, one.pack) == wanted
            if one.ad_hoc and same and one.steps in (None, steps):
                self.show_explanation(one.explanation_id)
                return
        self._window.status.show_passing(tr("being explained again…"))
        self._explain(item, kept.row.explanation_id, run, store, kept.method, steps, kept.row.target, pack)

    def _explain(
        self,
        item: ItemRow,
        explanation_id: int,
        run: RunRow,
        store: Store,
        method: str,
        steps: int,
        target: int,
        pack: PackedStart | None = None,
        *,
        loads: bool = True,
    ) -> int:
        """loads: make the run's model the one at hand where that can be; else the worker loads it beside that one."""
        self._tickets += 1
        ticket = self._tickets
        self._asked[ticket] = _Asked(explanation_id, item.relative, f"{method} · {run.labels[target]}")
        audits = self._window.audits

        def ready(row: ExplanationRow) -> None:
            file = self._model_file(run)
            job = ExplainNow(
                ticket, store, item.key, run.folder, item.relative, item.path, row.sha256 or "",
                file, run.model_fingerprint, method, steps, target, run.seed, self._window.intake.may_trust(file), pack,
            )  # fmt: skip
            model = audits.model
            known = model is not None and model.fingerprint == run.model_fingerprint
            if audits.running or known or not loads:
                self.panel.say(tr("Next: after the batch at hand.") if audits.running else tr("Being explained…"))
                audits.explain_now(job)
                return
            self.panel.say(tr("Loading the run's model…"))
            self._window.intake.load_quietly(file, lambda _: self._with(job), self._not_loaded(ticket))

        self._window.desk.fetch(explanation_id, ready)
        return ticket

    def _with(self, job: ExplainNow) -> None:
        self.panel.say(tr("Being explained…"))
        self._window.audits.explain_now(job)

    def _not_loaded(self, ticket: int) -> object:
        def tell(reason: str) -> None:
            self._refused(NotExplained(ticket, reason))

        return tell

    def _model_file(self, run: RunRow) -> Path:
        """Where the run had its model; else where this project's user last found it."""
        store = self._window.desk.store
        named = store.get_setting("model_file") if store is not None else ""
        return next((Path(one) for one in (run.model_file, named) if one and Path(one).is_file()), Path(run.model_file))

    # --- answered ---

    def _came(self, news: ExplainedNow) -> None:
        asked = self._asked.pop(news.ticket, None)
        if asked is None:
            return
        item = self._page.current()
        self.arrived.emit(news.ticket, news.key, news.explanation_id)
        if item is not None and item.key == news.key:
            self.panel.say("")
            self._read_beside(item, None if self._page.covered else news.explanation_id)
            return
        text = tr("{image} was explained again: {how}.").format(image=asked.relative, how=asked.words)
        self._window.notices.show_notice(
            Notice(f"again-{news.ticket}", text, "info", ((tr("Show"), lambda: self._go_to(asked, news)),))
        )

    def _go_to(self, asked: _Asked, news: ExplainedNow) -> None:
        if self._page.go_to_explanation(asked.explanation_id):
            item = self._page.current()
            if item is not None:
                self._read_beside(item, news.explanation_id)

    def _refused(self, news: NotExplained) -> None:
        asked = self._asked.pop(news.ticket, None)
        item = self._page.current()
        if asked is None:
            return
        told = self.take_refusal(news.ticket, news.text)
        if told:
            self._lie()
        elif self.panel.isVisible() and item is not None and item.explanation_id == asked.explanation_id:
            self.panel.say(news.text)
            self._lie()
        else:
            self._window.show_trouble(news.text)

    # --- the explanations of the image at hand ---

    def _moved(self) -> None:
        """Another image is at hand: its own explanation is shown, and what else there is of it."""
        item, run = self._page.current(), self._window.desk.run
        self._item = item
        self.shown = item.explanation_id if item is not None else None
        self.beside = ()
        self._tell_strip()
        if self.panel.isVisible() and item is not None and run is not None:
            self.panel.another_image(run.labels, self._proposed(item, run.labels))
        self._stays.start()

    def _stayed(self) -> None:
        """Whoever goes on sooner is not kept waiting for it."""
        item = self._page.current()
        if item is not None and item.explanation_id is not None:
            self._read_beside(item, None)

    def _rows_changed(self) -> None:
        item = self._page.current()
        known = self._item.explanation_id if self._item is not None else None
        if (item.explanation_id if item is not None else None) != known:
            self._moved()

    def _read_beside(self, item: ItemRow, show: int | None, then: Callable[[], object] = lambda: None) -> None:
        store = self._window.desk.store
        if store is None:
            return

        def done(found: list[Beside]) -> None:
            now = self._page.current()
            if store is not self._window.desk.store or now is None or now.key != item.key:
                return
            own = now.explanation_id
            self.beside = tuple(sorted(found, key=lambda one: one.explanation_id != own))
            self._tell_strip()
            self._lie()
            if show is not None:
                self.show_explanation(show)
            then()

        self._reader.run(lambda: ad_hoc.explanations_of(store, item.key), done, self._trouble(store))

    def _trouble(self, store: Store) -> object:
        def tell(error: BaseException) -> None:
            if store is self._window.desk.store and isinstance(error, PlainError):
                self._window.show_trouble(said(str(error)))

        return tell

    def next(self) -> None:
        """Show the next explanation of this image; after the last the first."""
        item = self._page.current()
        if item is not None and self._stays.isActive():
            self._stays.stop()
            self._read_beside(item, None, self.next)
            return
        ids = [one.explanation_id for one in self.beside]
        if len(ids) < 2:
            key = self._window.actions_.spoken("explain-again")
            self._window.status.show_passing(
                tr("this image has one explanation; {key} asks for another").format(key=key)
            )
            return
        at = ids.index(self.shown) if self.shown in ids else -1
        self.show_explanation(ids[(at + 1) % len(ids)])

    def show_explanation(self, explanation_id: int) -> None:
        """Put another explanation of the image at hand under the same view."""
        item = self._page.current()
        if item is None:
            return
        if explanation_id != self.shown:
            self._window.rule.close()
        if self._page.covered:
            self.found.emit(explanation_id)
            return

        def came(row: ExplanationRow) -> None:
            now = self._page.current()
            if now is None or now.key != item.key:
                return
            self.shown = explanation_id
            self._tell_strip()
            self._page.show_beside(row)
            self._lie()

        self._window.desk.fetch(explanation_id, came)

    def _tell_strip(self) -> None:
        self.strip.show_all(self.beside, self.shown)
        if self._page.covered:
            self.strip.hide()

    # --- where it lies ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._lie()
        return False

    def _lie(self) -> None:
        """The strip at the upper left of the picture, the panel beneath it."""
        canvas = self._page.stage
        corner = canvas.mapTo(self._page, canvas.rect().topLeft())
        room = canvas.width() - 2 * S8
        top = corner.y() + S8
        parts = [part for part in (self.strip, self.panel) if not part.isHidden()]
        if self._page.covered:
            # Beneath the choices that stand over the views.
            top = self._page.sides.stage.mapTo(self._page, self._page.sides.stage.rect().topLeft()).y() + S8
        elif parts and not self._page.mark_bar.isHidden():
            top += self._page.mark_bar.height() + S8
        for part in parts:
            part.fit(room)
            # Rather over the picture's bar, or the strip, than cut at the foot of the window.
            part.move(corner.x() + S8, max(0, min(top, self._page.height() - part.height())))
            part.raise_()
            top += part.height() + S8

    def set_theme(self, theme: Theme) -> None:
        self.panel.set_theme(theme)
        self.mending.set_theme()
        self._lie()
