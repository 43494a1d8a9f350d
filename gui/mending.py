"""A map whose file is missing or altered: told over the picture, computed again if wished, put back only if it is the
kept one. Verdicts stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFileDialog

from db import defence
from db.defence import Defence
from db.store import Store
from engine.records import PlainError
from gui.mend_card import MendCard, Offer
from gui.news import MapDiffers, MapPutBack, NotRemade, RemakeMap
from gui.pictures import Lost, Picture
from gui.tokens import S8
from gui.words import later, percent, scale_number, tr

if TYPE_CHECKING:
    from gui.again import Again
    from gui.window import Window

NO_VERDICT = later(
    "It can be computed again; it is put back only if every bit is as it was. Until then it cannot be judged."
)
MODEL_FILES = later("Model (*.toml)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A map on its way. kept: all that the project keeps of its explanation."""

    store: Store
    kept: Defence


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a lost map beyond that it is lost. about: what has to be put right first (NotRemade)."""

    words: str
    waiting: bool = False
    differs: Defence | None = None
    about: str = ""


class Mending(QObject):
    """Keeps the card over the picture, and what became of the maps that were computed again in this project."""

    def __init__(self, window: Window, again: Again) -> None:
        super().__init__(again)
        self._window, self._again = window, again
        self._page = window.review
        self._store: Store | None = None
        self._tickets = 0
        self._asked: dict[int, _Asked] = {}
        self._told: dict[int, _Told] = {}
        self._before: tuple[int, Lost] | None = None
        # Where a model is now, by its fingerprint, as the user said.
        self._models: dict[str, Path] = {}
        canvas = self._page.canvas
        # A child of the page, not of the canvas: the keys of the canvas do not hold in it.
        self.card = MendCard(self._page, self._page.focus_picture)
        self.card.turned.connect(self._lie)
        canvas.shown.connect(self._shown)
        canvas.emptied.connect(self.look)
        canvas.installEventFilter(self)
        window.audits.remade.connect(self._came)

    # --- what is lost ---

    @property
    def at_hand(self) -> tuple[int, Lost] | None:
        """The explanation whose map is lost, and how; None while the picture at hand has its map."""
        picture = self._page.canvas.picture
        if picture is None or not picture.lost or picture.wish.explanation_id is None:
            return None
        return picture.wish.explanation_id, picture.lost

    def why_not(self) -> str:
        """Why nothing can be computed again now; empty if it can."""
        if self.at_hand is None:
            return tr("the map of this image is as it was written")
        if self._window.desk.readonly:
            return tr("the project is open for reading only")
        return ""

    def _shown(self, _: Picture) -> None:
        self.look()

    def look(self) -> None:
        """Tell of the map at hand, or of nothing."""
        store = self._window.desk.store
        if store is not self._store:
            self._store = store
            self._told.clear()
        found = None if self._page.covered else self.at_hand
        if found != self._before:
            self._before = found
            self._window.offer_commands()
        if found is None:
            if self.card.isVisible():
                self._hide()
            return
        explanation_id, lost = found
        title = tr("The map of this image is missing") if lost == "missing" else tr("The map of this image was altered")
        told = self._told.get(explanation_id)
        words = told.words if told is not None else self._words(lost)
        self.card.tell(title, words, self._offers(explanation_id, told))
        self._lie()

    def _hide(self) -> None:
        if any(button.hasFocus() for button in self.card.buttons):
            self._page.focus_picture()
        self.card.hide()

    def _words(self, lost: Lost) -> str:
        first = (
            tr("Its file is gone. The prediction and the reviews are kept.")
            if lost == "missing"
            else tr("Its file is not the one that was written, so it is not shown. Prediction and reviews are kept.")
        )
        if self._window.desk.readonly:
            return f"{first} {tr('This project is open for reading only, so the map cannot be put back here.')}"
        return f"{first} {tr(NO_VERDICT)}"

    def _offers(self, explanation_id: int, told: _Told | None) -> tuple[Offer, ...]:
        if self._window.desk.readonly or (told is not None and told.waiting):
            return ()
        again = (tr("Compute again"), self.compute)
        if told is None:
            return (again,)
        if told.differs is not None:
            kept = told.differs
            keep = (tr("Keep as a new explanation"), lambda: self._again.keep_as_new(kept))
            return (keep, again) if self._is_own(explanation_id) else (again,)
        if told.about == "image":
            return (again, (tr("Relink folder…"), self._window.actions_["relink"].trigger))
        if told.about == "model":
            return (again, (tr("Choose model…"), lambda: self._choose_model(explanation_id)))
        return (again,)

    def _is_own(self, explanation_id: int) -> bool:
        """Whether it is the explanation of the audit at hand: one that was asked for by hand would find its own place
        taken."""
        item, run = self._page.current(), self._window.desk.run
        return item is not None and item.explanation_id == explanation_id and run is not None and not run.ad_hoc

    # --- asked ---

    def compute(self) -> None:
        """Compute the lost map at hand again, before anything else."""
        found, store = self.at_hand, self._window.desk.store
        if found is None or store is None or self._window.desk.readonly:
            self._window.status.show_passing(self.why_not())
            return
        explanation_id, _ = found
        if explanation_id in self._told and self._told[explanation_id].waiting:
            return
        running = self._window.audits.running
        words = tr("Next: after the batch at hand.") if running else tr("Being computed…")
        self._told[explanation_id] = _Told(words, waiting=True)
        self.look()
        self._window.desk.read(
            lambda held: defence.find(held, str(explanation_id)), lambda kept: self._ask(store, kept)
        )

    def _ask(self, store: Store, kept: Defence) -> None:
        self._tickets += 1
        self._asked[self._tickets] = _Asked(store, kept)
        file = self.model_file(store, kept)
        trusted = self._window.intake.may_trust(file)
        self._window.audits.remake(RemakeMap(self._tickets, store, kept, file, trusted))

    def model_file(self, store: Store, kept: Defence) -> Path:
        """Where the user said it is; where the run had it; else where this project's user last found it."""
        named = (self._models.get(kept.model_fingerprint), kept.model_file, store.get_setting("model_file"))
        there = [Path(one).resolve() for one in named if one and Path(one).is_file()]
        return there[0] if there else Path(kept.model_file)

    def _choose_model(self, explanation_id: int) -> None:
        if (file := self.ask_where_model_is()) is not None:
            self.use_model(explanation_id, file)

    def ask_where_model_is(self) -> Path | None:
        """The model.toml that the user chooses; None if none is chosen."""
        start = self._window.preferences.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Model description"), start, tr(MODEL_FILES))
        return Path(chosen) if chosen else None

    def use_model(self, explanation_id: int, file: Path) -> None:
        """Compute again with a model file that lies elsewhere now."""
        self.note_model(explanation_id, file, self.compute)

    def note_model(self, explanation_id: int, file: Path, then: Callable[[], object]) -> None:
        """The model of an explanation lies there now; what is to follow."""

        def found(kept: Defence | PlainError) -> None:
            if isinstance(kept, Defence):
                self._models[kept.model_fingerprint] = file
            then()

        self._window.desk.read(lambda held: _find(held, explanation_id), found)

    # --- answered ---

    def _came(self, news: MapPutBack | MapDiffers | NotRemade) -> None:
        asked = self._asked.pop(news.ticket, None)
        if asked is None or asked.store is not self._window.desk.store:
            return
        row = asked.kept.row
        here = self.at_hand is not None and self.at_hand[0] == row.explanation_id
        if isinstance(news, MapPutBack):
            self._told.pop(row.explanation_id, None)
            words = tr("The map of {image} is back, bit for bit as it was written.").format(image=row.relative)
            if news.aside:
                words += " " + tr("The altered file is kept: {file}").format(file=news.aside)
            self._window.toasts.show(words)
            if here:
                self._page.show_again()
            return
        if isinstance(news, MapDiffers):
            told = _Told(_differing(asked.kept, news), differs=asked.kept)
        else:
            told = _Told(news.text, about=news.about)
        self._told[row.explanation_id] = told
        if here:
            self.look()
        else:
            self._window.show_trouble(f"{row.relative}: {told.words}")

    # --- where it lies ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show) and not self.card.isHidden():
            self._lie()
        return False

    def _lie(self) -> None:
        canvas = self._page.canvas
        top = canvas.mapTo(self._page, canvas.rect().topLeft())
        bottom, foot = top.y() + canvas.height() - S8, self._page.height() - S8
        self.card.lie(top.x() + S8, top.y() + S8, bottom, foot, canvas.width() - 2 * S8)

    def set_theme(self) -> None:
        self.card.set_theme()
        if not self.card.isHidden():
            self._lie()


def _differing(kept: Defence, now: MapDiffers) -> str:
    """That the map computed now is not the kept one, and what can be said of the distance without the kept one."""
    row = kept.row
    parts = [
        tr(
            "The map computed now is not the kept one: the hash that was kept is not met. Nothing was replaced. A "
            "backup may still have the file."
        ),
        tr("Kept: values {low} to {high}, {label} {share}, on {device}.").format(
            low=scale_number(row.map_low), high=scale_number(row.map_high), label=row.labels[row.prediction],
            share=percent(row.probability), device=kept.device,
        ),
        tr("Now: values {low} to {high}, {label} {share}, on {device}.").format(
            low=scale_number(now.ends[0]), high=scale_number(now.ends[1]), label=row.labels[now.prediction],
            share=percent(now.probability), device=now.device,
        ),
    ]  # fmt: skip
    if now.others:
        each = tr("{name} {then}, now {now}")
        listed = ", ".join(each.format(name=name, then=then, now=new) for name, then, new in now.others)
        parts.append(tr("Not as then: {changes}.").format(changes=listed))
    return " ".join(parts)


def _find(store: Store, explanation_id: int) -> Defence | PlainError:
    try:
        return defence.find(store, str(explanation_id))
    except PlainError as error:
        return error
