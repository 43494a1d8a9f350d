"""An audit gives way to whoever judges: from the key of a verdict until its mark is painted, nothing is decoded or
written for it. On a computer of two cores these threads would stand before commit and paint, for tens of ms at times.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from gui.audits import Audits
from gui.desk import Desk

MOST_S = 0.08  # where the disk is slow the audit does not wait for it
PAINTED_MS = 0  # after it is told


class GivingWay(QObject):
    """Listens to the desk of a window, and has its audits hold still."""

    def __init__(self, desk: Desk, audits: Audits, parent: QObject) -> None:
        super().__init__(parent)
        self._audits = audits
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(PAINTED_MS)
        self._painted.timeout.connect(audits.go_on)
        desk.saving.connect(self._begin)
        for told in (desk.changed, desk.turned, desk.nothing_to_turn, desk.not_saved):
            told.connect(lambda *_: self._painted.start())

    def _begin(self) -> None:
        self._painted.stop()
        self._audits.hold_still(MOST_S)
