"""Choosing files: the platform's dialog where it has one, else Qt's own, made to show sizes and dates in full."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeView, QWidget

from gui.style import px

WIDTH, HEIGHT = 860, 520


def ask_where(parent: QWidget, title: str, near: Path, kinds: str, *, confirm: bool = True) -> tuple[Path | None, str]:
    """Where to save: the file that was named and the kind that was chosen; None where nothing was.

    near: the name that is proposed; kinds: as Qt writes its filters; confirm: ask before one that is there is taken
    """
    dialog = QFileDialog(parent, title, str(near.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not confirm)
    dialog.selectFile(near.name)
    return _asked(dialog)


def ask_which(parent: QWidget, title: str, near: str, kinds: str) -> Path | None:
    """A file that is there. near: where to begin, a folder or a file."""
    dialog = QFileDialog(parent, title, near, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _asked(dialog)[0]


def _asked(dialog: QFileDialog) -> tuple[Path | None, str]:
    # By a filter: Qt never shows the platform's dialog for a class that is derived from its own.
    dialog.installEventFilter(_Spread(dialog))
    try:
        if dialog.exec() != QFileDialog.DialogCode.Accepted or not dialog.selectedFiles():
            return None, ""
        return Path(dialog.selectedFiles()[0]), dialog.selectedNameFilter()
    finally:
        dialog.deleteLater()
        give_back(dialog.parentWidget())


def give_back(window: QWidget | None) -> None:
    """The keyboard, to the window that asked: where no window manager does it."""
    if window is not None:
        window.window().activateWindow()


class _Spread(QObject):
    """Gives Qt's dialog its size and columns when it comes; the platform's has none of its widgets."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QFileDialog):
            table = watched.findChild(QTreeView, "treeView")
            if table is not None:
                header = table.header()
                header.setStretchLastSection(False)
                header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
                header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
                room = watched.screen().availableGeometry().size() * 0.9
                watched.resize(min(px(WIDTH), room.width()), min(px(HEIGHT), room.height()))
        return False
