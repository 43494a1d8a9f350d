"""What follows a change: the mark after its commit, "saved", undo named in the menu, a bar for what was not saved."""

from __future__ import annotations

from PySide6.QtCore import QObject

from db.rows import ReviewRow, Undone
from gui import terms
from gui.changes import Change, UnsavedChange, in_short, without
from gui.commands import Actions
from gui.desk import Desk, NextSteps
from gui.notices import Notice, Notices
from gui.review_page import ReviewPage
from gui.status_bar import StatusBar
from gui.toasts import Toasts
from gui.words import count, sentence, tr
from reports.visible import visible

BAR = "unsaved"
NAMED = 3


class Saves(QObject):
    """Listens to the desk, tells the page, the status bar, the menu, the notices and the toasts.

    unsaved: what could not be written, oldest first; one bar stands for all of it until it is saved or left
    """

    def __init__(
        self,
        desk: Desk,
        review: ReviewPage,
        status: StatusBar,
        notices: Notices,
        toasts: Toasts,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._review, self._status = desk, review, status
        self._notices, self._toasts, self._actions = notices, toasts, actions
        self.unsaved: list[UnsavedChange] = []
        desk.changed.connect(self._changed)
        desk.signed.connect(lambda *_: toasts.withdraw())
        desk.turned.connect(self._turned)
        desk.turned_along.connect(self._review.turned_along)
        desk.saved.connect(self._saved)
        desk.not_saved.connect(self._not_saved)
        desk.steps_known.connect(self._steps_known)
        desk.nothing_to_turn.connect(status.show_passing)

    def clear(self) -> None:
        """Another project: what was not saved in this one cannot be any more, and that is said."""
        self._status.show_saved("")
        self._toasts.withdraw()
        if self.unsaved:
            one = len(self.unsaved) == 1
            words = (
                tr("{what} was not saved before the project closed.")
                if one
                else tr("{what} were not saved before the project closed.")
            )
            words = words.format(what=self.names())
            self.leave()
            self._notices.show_notice(Notice("lost", words, "warning", ((tr("Close"), lambda: None),), standing=True))

    def names(self) -> str:
        """What is not saved, in words."""
        if len(self.unsaved) == 1:
            only = self.unsaved[0]
            return tr("{what} on {image}").format(what=only.change.words(), image=only.relative)
        images = list(dict.fromkeys(one.relative for one in self.unsaved))
        some = ", ".join(images[:NAMED])
        if len(images) > NAMED:
            some = tr("{some} and {n} more").format(some=some, n=count(len(images) - NAMED))
        return tr("{n} changes on {images}").format(n=count(len(self.unsaved)), images=some)

    def try_again(self) -> None:
        """Write everything that was not saved, in the order in which it was said."""
        again, self.unsaved = self.unsaved, []
        self._notices.remove(BAR)
        for one in again:
            self._desk.save(one.change)

    def leave(self) -> None:
        """Give up what was not saved."""
        self.unsaved = []
        self._notices.remove(BAR)
        self._review.show_saved_again()

    def _changed(self, change: Change, row: ReviewRow | None) -> None:
        if change.sets or change.settles is not None:
            self._toasts.withdraw()
        if row is not None and row.reviewer == self._desk.reviewer:
            self._review.judged(row.explanation_id, row.verdict)
        if self.unsaved:
            same = change.explanation_id
            kept = [without(one, change) if one.change.explanation_id == same else one for one in self.unsaved]
            self.unsaved = [one for one in kept if one is not None]
            self._show_unsaved()
        if change.settles is not None:
            words = tr("Settled as {verdict}: {image}.").format(
                verdict=terms.verdict(change.settles), image=change.relative
            )
            self._toasts.show(visible(words), lambda: self._desk.undo(change.event), event=change.event)

    def _turned(self, change: Undone, way: str, row: ReviewRow | None) -> None:
        self._toasts.withdraw()
        told = tr("undone: {what}") if way == "undone" else tr("redone: {what}")
        self._status.show_passing(told.format(what=_named(change.what)))
        if change.explanation_id is None:  # a sign-off, or a cluster's name
            return
        self._review.turned(change.explanation_id, row)
        run = self._desk.run
        if run is not None and run.run_id != change.run_id:
            self._review.await_rows(change.explanation_id)
            self._desk.show_run(change.run_id)
        elif not self._review.go_to_explanation(change.explanation_id):
            words = (
                tr("Undone: {what}. It is not in the list.")
                if way == "undone"
                else tr("Redone: {what}. It is not in the list.")
            )
            undo = (lambda: self._desk.undo(change.event)) if way == "redone" else None
            self._toasts.show(words.format(what=_named(change.what)), undo, event=change.event if undo else "")

    def _saved(self, at: str) -> None:
        self._status.show_saved(tr("saved {time}").format(time=at))

    def _not_saved(self, unsaved: UnsavedChange) -> None:
        change = unsaved.change
        if change.sets or change.settles:
            self.unsaved.append(unsaved)
            self._show_unsaved()

    def _show_unsaved(self) -> None:
        if not self.unsaved:
            self._notices.remove(BAR)
            return
        names = self.names()
        words = tr("{what} is not saved. {why}") if len(self.unsaved) == 1 else tr("{what} are not saved. {why}")
        self._notices.show_notice(
            Notice(
                BAR,
                words.format(what=sentence(names), why=self.unsaved[-1].text),
                "warning",
                ((tr("Try again"), self.try_again), (tr("Leave it"), self.leave)),
                standing=True,
            )
        )

    def _steps_known(self, steps: NextSteps) -> None:
        for name, plain, verb, what in (
            ("undo", tr("Undo"), tr("Undo {what}"), steps.undo),
            ("redo", tr("Redo"), tr("Redo {what}"), steps.redo),
        ):
            action = self._actions[name]
            # Never disabled: this news comes a moment late, and a quick Ctrl+Z must not be lost.
            action.setText(verb.format(what=_named(what)).replace("&", "&&") if what else plain)
        self._toasts.offer(steps.event)


def _named(what: str) -> str:
    """What the store calls a change, in words; a long path gives way in its middle."""
    return visible(in_short(terms.change(what)))
