"""A field for a number, without buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from gui.tokens import S8


class Number(QSpinBox):
    """Under a style sheet Qt leaves the text of a field without buttons no width, so it is given here."""

    def __init__(self) -> None:
        super().__init__()
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)

    def _give_room(self) -> None:
        edit = self.lineEdit()
        if edit is not None:
            edit.setGeometry(self.rect().adjusted(S8, 1, -S8, -1))

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._give_room()

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self._give_room()

    def changeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().changeEvent(event)
        self._give_room()
