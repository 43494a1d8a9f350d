"""The rule, shown: the fit of the explanation at hand made once more, in the picture's place, step by step. It writes
nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import defence
from db.defence import Defence
from db.store import Store
from engine.methods import METHODS
from engine.records import PlainError
from gui.canvas import Subject
from gui.news import NoRule, RuleLearned, RuleStep, WatchRule
from gui.tokens import Theme
from gui.words import steps as say_steps
from gui.words import tr, written

if TYPE_CHECKING:
    from gui.rule_view import RuleView
    from gui.window import Window


class RuleShown(QObject):
    """Opens the view for the image at hand and closes it when another one is; asks the worker, and lets it know when
    nobody looks any more."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.review
        self.view: RuleView | None = None  # made when it is first asked for: charts take a moment to load
        self._theme: Theme | None = None
        self._ticket = 0
        self._asked: int | None = None  # explanation id
        self._page.moved.connect(self.look)
        self._page.changed.connect(self.look)
        self._page.picture_wanted.connect(self.close)
        window.desk.project_closed.connect(self.close)
        window.audits.rule_came.connect(self._came)

    @property
    def open(self) -> bool:
        return self._asked is not None

    def turn(self) -> None:
        """Show the rule of the explanation at hand, or the picture again."""
        if self.open:
            self.close()
            return
        explanation_id, store = self._at_hand(), self._window.desk.store
        if explanation_id is None or store is None:
            self._window.status.show_passing(tr("this image has no explanation whose rule could be shown"))
            return
        self._window.side_by_side.leave()
        self._asked = explanation_id
        self._ticket += 1
        self._window.desk.read(
            lambda held: _find(held, explanation_id), lambda kept: self._show(store, explanation_id, kept)
        )

    def _at_hand(self) -> int | None:
        """The explanation that the picture is of."""
        item = self._page.current()
        if item is None or item.explanation_id is None:
            return None
        return self._window.again.shown or item.explanation_id

    def _show(self, store: Store, explanation_id: int, kept: Defence | PlainError) -> None:
        if self._asked != explanation_id or store is not self._window.desk.store:
            return
        if isinstance(kept, PlainError):
            self.close()
            self._window.show_trouble(str(kept))
            return
        view = self._made()
        row = kept.row
        steps = kept.parameters.get("steps")
        how = [kept.method if steps is None else f"{kept.method}, {say_steps(int(steps))}"]
        if kept.parameters.get("pack") is not None:
            how.append(tr("with a rule pack"))
        how.append(row.labels[row.target])
        subject = Subject(row.relative, row.path, None, row.geometry)
        view.begin(subject, " · ".join(how), self._waiting())
        self._cover(view)
        if METHODS[kept.method].learns if kept.method in METHODS else False:
            self._ask(store, kept)
            return
        title, text = _no_rule(kept.method, self._window.actions_.spoken("explain-again"))
        view.refuse(title, text, (tr("Explain it by the learned method…"), self._explain_learned))

    def _waiting(self) -> str:
        if self._window.audits.running:
            return tr("Next: after the batch at hand.")
        return tr("Being learned…")

    def _ask(self, store: Store, kept: Defence) -> None:
        file = self._window.again.mending.model_file(store, kept)
        trusted = self._window.intake.may_trust(file)
        self._window.audits.watch(WatchRule(self._ticket, store, kept, file, trusted))

    def _made(self) -> RuleView:
        if self.view is None:
            from gui.rule_view import RuleView

            view = self.view = RuleView(self._page.canvas.look)
            view.left.connect(self.close)
            view.canvas.shown.connect(lambda picture: self._page.bar.show_picture(picture) if self.open else None)
            self._page.bar.look_changed.connect(view.canvas.set_look)
            for name in ("zoom-in", "zoom-out", "zoom-fit", "zoom-actual", "panels"):
                view.canvas.addAction(self._window.actions_[name])
            if self._theme is not None:
                view.set_theme(self._theme)
        return self.view

    # --- in the picture's place ---

    def _cover(self, view: RuleView) -> None:
        canvas = self._page.canvas
        view.canvas.set_view(canvas.view)
        had = canvas.hasFocus()
        # Whoever sends the keyboard to the picture sends it here meanwhile.
        canvas.setFocusProxy(view.canvas)
        self._page.show_in_stage(view)
        if had or self._window.focusWidget() is None:
            view.canvas.setFocus()
        self._window.offer_commands()

    def close(self) -> None:
        """The picture again; what is being learned ends after the step at hand."""
        if not self.open:
            return
        self._asked = None
        self._window.audits.unwatch(self._ticket)
        view, canvas = self.view, self._page.canvas
        if view is None or not self._page.is_in_stage(view):
            return
        view.stop()
        focus = self._window.focusWidget()
        had = focus is not None and (focus is view or view.isAncestorOf(focus))
        canvas.setFocusProxy(None)  # type: ignore[arg-type]
        canvas.set_view(view.canvas.view)
        self._page.show_in_stage(None)
        self._page.bar.show_picture(canvas.picture)
        if had:
            canvas.setFocus()
        self._window.offer_commands()

    def look(self) -> None:
        """Another image may be at hand, or another explanation of it."""
        if self.open and self._at_hand() != self._asked:
            self.close()

    def _explain_learned(self) -> None:
        self.close()
        self._window.again.open()

    # --- answered ---

    def _came(self, news: RuleStep | RuleLearned | NoRule) -> None:
        if not self.open or news.ticket != self._ticket or self.view is None:
            return
        if isinstance(news, RuleStep):
            self.view.take_step(news)
        elif isinstance(news, RuleLearned):
            self.view.take_learned(news)
        else:
            self._refused(news)

    def _refused(self, news: NoRule) -> None:
        assert self.view is not None
        button = (tr("Try again"), self._again)
        if news.about == "model":
            button = (tr("Choose model…"), self._choose_model)
        elif news.about == "image":
            button = (tr("Relink folder…"), self._window.actions_["relink"].trigger)
        self.view.refuse(tr("The rule cannot be shown"), news.text, button)

    def _again(self) -> None:
        self.close()
        self.turn()

    def _choose_model(self) -> None:
        if (file := self._window.again.mending.ask_where_model_is()) is not None:
            self.use_model(file)

    def use_model(self, file: Path) -> None:
        """Try again with a model file that lies elsewhere now."""
        if self._asked is not None:
            self._window.again.mending.note_model(self._asked, file, self._again)

    # --- as others see it ---

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.view is not None:
            self.view.set_theme(theme)

    def close_threads(self) -> None:
        if self.view is not None:
            self.view.close_threads()


def _find(store: Store, explanation_id: int) -> Defence | PlainError:
    try:
        return defence.find(store, str(explanation_id))
    except PlainError as error:
        return error


def _no_rule(method: str, again: str) -> tuple[str, str]:
    """Why a method has no learned rule, and what it has instead. again: the key that explains the image again."""
    known = METHODS.get(method)
    if known is not None and known.corner is not None:
        gates = ", ".join(written(f"{gate:g}") for gate in known.corner)
        text = tr(
            "{method} is a rule made by hand: its four gates are {gates} in every call and at every position, and "
            "nothing is learned. {again} explains this image by the learned method, whose rule can be shown."
        ).format(method=tr(known.title), gates=gates, again=again)
    else:
        text = tr(
            "{method} has no gates, so there is no rule to show. {again} explains this image by the learned method, "
            "whose rule can be shown."
        ).format(method=tr(known.title) if known is not None else method, again=again)
    return tr("This explanation has no learned rule"), text
