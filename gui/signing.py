"""Signing off a run: asked where images are still open, said with the hash that proves it, and shown with the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db.rows import Counts, SignOff, Undone
from db.store import Store
from gui.changes import Change
from gui.notices import Notice
from gui.words import count, plural, reviews, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

ASKED = "sign-off"
SIGNED = "signed"


class Signing(QObject):
    """Asks the desk to sign off, says what came of it, and tells the lists of runs who has signed off what.

    by_run: the sign-offs that stand, a run's number -> each reviewer's last
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._desk, self._notices = window, window.desk, window.notices
        self.by_run: dict[int, tuple[SignOff, ...]] = {}
        desk = window.desk
        desk.signed.connect(self._signed)
        desk.changed.connect(self._changed)
        desk.turned.connect(self._turned)
        desk.run_shown.connect(lambda _: self._run_shown())
        desk.project_opened.connect(lambda _: self._run_shown())
        desk.project_closed.connect(lambda: self._show({}))

    def sign_off(self) -> None:
        """Sign off the run that is shown, as the reviewer at the desk; where images are still open, ask first."""
        desk = self._desk
        store, run, reviewer = desk.store, desk.run, desk.reviewer
        if store is None or run is None or desk.readonly or not reviewer:
            return

        def done(found: Counts) -> None:
            if desk.run is None or (desk.run.run_id, desk.reviewer) != (run.run_id, reviewer):
                return
            if found.explained > found.reviewed:
                self._ask(found)
            else:
                self._notices.remove(ASKED)
                desk.sign_off()

        self._window.review.reviewing.flush()
        desk.wait_for_saves()
        desk.read(lambda store: store.counts(run.run_id, reviewer), done)

    def _ask(self, found: Counts) -> None:
        left = found.explained - found.reviewed
        many = tr("{n} of {all} images have no verdict of yours.")
        said = tr("1 of {all} images has no verdict of yours.") if left == 1 else many
        said = said.format(n=count(left), all=count(found.explained))
        actions = ((tr("Go on reviewing"), self._go_on), (tr("Sign off all the same"), self._desk.sign_off))
        self._notices.show_notice(Notice(ASKED, said, "info", actions))

    def _go_on(self) -> None:
        self._window.show_review()
        row = self._window.review.current()
        if row is None or row.verdict is not None:
            self._window.review.next_unreviewed()

    def _signed(self, signed: SignOff, reviewed: int) -> None:
        def copy() -> None:
            clipboard = QGuiApplication.clipboard()
            if clipboard is not None:
                clipboard.setText(signed.head)

        run = self._desk.run
        open_ones = max(0, run.explained - reviewed) if run is not None and run.run_id == signed.run_id else 0
        said = [
            tr("{reviewer} signed off run {run} with {reviews}.").format(
                reviewer=visible(signed.reviewer), run=signed.run_id, reviews=reviews(reviewed)
            )
        ]
        if open_ones:
            said.append(plural(open_ones, "1 is without a verdict of theirs.", "{n} are without a verdict of theirs."))
        note = tr("To be able to show later that nothing was cut off, note its hash outside of the project: {hash}")
        said.append(note.format(hash=signed.head))
        self._notices.remove(ASKED)
        # By its hash: whatever is done until then, this Undo takes back the sign-off and nothing else.
        undo = (tr("Undo"), lambda: self._desk.undo(signed.head))
        self._notices.show_notice(Notice(SIGNED, " ".join(said), "sound", ((tr("Copy hash"), copy), undo)))
        self.read()

    def reviewer_leaves(self) -> None:
        """Another one reviews from now on: what was asked of this one, and told to them, goes with them."""
        self._notices.remove(ASKED)
        self._notices.remove(SIGNED)
        self._window.toasts.withdraw()

    # --- what is signed off ---

    def read(self) -> None:
        """Read who has signed off what, and show it."""

        def work(store: Store) -> dict[int, tuple[SignOff, ...]]:
            found = {run.run_id: tuple(store.sign_offs(run.run_id)) for run in store.runs()}
            return {run_id: signed for run_id, signed in found.items() if signed}

        self._desk.read(work, self._show)

    def _show(self, by_run: dict[int, tuple[SignOff, ...]]) -> None:
        self.by_run = by_run
        self._window.start.runs.show_sign_offs(by_run)
        self._window.top.show_sign_offs(by_run)

    def _run_shown(self) -> None:
        self._notices.remove(ASKED)  # it was asked about the run that was shown
        self.read()

    def _changed(self, change: Change, _: object) -> None:
        if not change.sets and change.settles is None:
            return
        self._notices.remove(ASKED)  # they go on reviewing
        run = self._desk.run
        signed = self.by_run.get(run.run_id, ()) if run is not None else ()
        if any(one.reviewer == self._desk.reviewer and not one.since for one in signed):
            self.read()

    def _turned(self, change: Undone, way: str, _: object) -> None:
        if change.cluster:
            return
        if change.explanation_id is None:
            self._notices.remove(SIGNED)
        if change.explanation_id is None or self.by_run:
            self.read()
