"""Signing off a run: the reviewer stands by the reviews as they are, and notes the hash that proves it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db.rows import SignOff
from gui.desk import Desk
from gui.notices import Notice, Notices
from gui.words import plural, reviews, tr


class Signing(QObject):
    """Asks the desk to sign off, and says what came of it."""

    def __init__(self, desk: Desk, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._notices = desk, notices
        desk.signed.connect(self._signed)

    def sign_off(self) -> None:
        """Sign off the run that is shown, as the reviewer at the desk."""
        self._desk.sign_off()

    def _signed(self, signed: SignOff, reviewed: int) -> None:
        def copy() -> None:
            clipboard = QGuiApplication.clipboard()
            if clipboard is not None:
                clipboard.setText(signed.head)

        run = self._desk.run
        open_ones = max(0, run.explained - reviewed) if run is not None and run.run_id == signed.run_id else 0
        said = [
            tr("{reviewer} signed off run {run} with {reviews}.").format(
                reviewer=signed.reviewer, run=signed.run_id, reviews=reviews(reviewed)
            )
        ]
        if open_ones:
            said.append(plural(open_ones, "1 is without a verdict of theirs.", "{n} are without a verdict of theirs."))
        note = tr("To be able to show later that nothing was cut off, note its hash outside of the project: {hash}")
        said.append(note.format(hash=signed.head))
        self._notices.show_notice(
            Notice(
                "signed",
                " ".join(said),
                "sound",
                ((tr("Copy hash"), copy), (tr("Undo"), self._desk.undo)),
            )
        )
