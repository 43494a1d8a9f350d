"""Signing off a run: the reviewer stands by the reviews as they are, and notes the hash that proves it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db.rows import SignOff
from gui.desk import Desk
from gui.notices import Notice, Notices
from gui.words import count, reviews


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
        without = f" {count(open_ones)} are without a verdict of theirs." if open_ones else ""
        self._notices.show_notice(
            Notice(
                "signed",
                f"{signed.reviewer} signed off run {signed.run_id} with {reviews(reviewed)}.{without} To be able to "
                f"show later that nothing was cut off, note its hash outside of the project: {signed.head}",
                "sound",
                (("Copy hash", copy), ("Undo", self._desk.undo)),
            )
        )
