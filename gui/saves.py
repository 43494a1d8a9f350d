"""What follows a verdict: the mark after its commit, "saved", undo named in the menu, a bar for what was not saved."""

from __future__ import annotations

from PySide6.QtCore import QObject

from db.rows import Undone, Verdict
from gui.commands import Actions
from gui.desk import Desk, NextSteps, UnsavedVerdict
from gui.notices import Notice, Notices
from gui.review_page import ReviewPage
from gui.status_bar import StatusBar


class Saves(QObject):
    """Listens to the desk, tells the page, the status bar, the menu and the notices."""

    def __init__(
        self,
        desk: Desk,
        review: ReviewPage,
        status: StatusBar,
        notices: Notices,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._review, self._status = desk, review, status
        self._notices, self._actions = notices, actions
        self._words = ""
        self.unsaved: dict[int, UnsavedVerdict] = {}
        desk.judged.connect(self._judged)
        desk.turned.connect(self._turned)
        desk.saved.connect(self._saved)
        desk.not_saved.connect(self._not_saved)
        desk.steps_known.connect(self._steps_known)
        desk.nothing_to_turn.connect(status.show_saved)

    def clear(self) -> None:
        """Another project."""
        self._words = ""
        self._status.show_saved("")

    def _judged(self, explanation_id: int, verdict: Verdict | None) -> None:
        self._review.judged(explanation_id, verdict)
        if self.unsaved.pop(explanation_id, None) is not None:
            self._notices.remove(f"unsaved:{explanation_id}")

    def _turned(self, change: Undone, way: str, verdict: Verdict | None) -> None:
        if change.explanation_id is None:  # a sign-off
            self._status.show_saved(f"{way}: {change.what} · {self._words}")
            return
        self._review.judged(change.explanation_id, verdict)
        run = self._desk.run
        if run is not None and run.run_id != change.run_id:
            self._review.await_rows()
            self._desk.show_run(change.run_id)
        else:
            self._review.go_to_explanation(change.explanation_id)
        self._status.show_saved(f"{way}: {change.what} · {self._words}")

    def _saved(self, at: str) -> None:
        self._words = f"saved {at}"
        self._status.show_saved(self._words)

    def _not_saved(self, unsaved: UnsavedVerdict) -> None:
        self.unsaved[unsaved.explanation_id] = unsaved

        def again() -> None:
            self._desk.judge(unsaved.explanation_id, unsaved.relative, unsaved.verdict)

        def leave() -> None:
            self.unsaved.pop(unsaved.explanation_id, None)

        self._notices.show_notice(
            Notice(
                f"unsaved:{unsaved.explanation_id}",
                f"“{unsaved.verdict}” on {unsaved.relative} is not saved. {unsaved.text}",
                "warning",
                (("Try again", again), ("Leave it", leave)),
                standing=True,
            )
        )

    def _steps_known(self, steps: NextSteps) -> None:
        for name, verb, what in (("undo", "Undo", steps.undo), ("redo", "Redo", steps.redo)):
            action = self._actions[name]
            # Never disabled: this news comes a moment late, and a quick Ctrl+Z must not be lost.
            action.setText(f"{verb} {what}" if what else f"{verb} verdict")
