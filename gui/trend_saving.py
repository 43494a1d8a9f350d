"""Saving a table of trends: the file is asked for, written, and told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gui import file_dialog
from gui.notices import Notice
from gui.setup import short
from gui.words import tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window


def save(window: Window, name: str, content: bytes) -> None:
    """name: what is proposed, beside the project."""
    store = window.desk.store
    if store is None:
        return
    kinds = tr("Table for a spreadsheet (*.csv)")
    path, _ = file_dialog.ask_where(window, tr("Save as CSV"), store.path.parent / name, kinds)
    if path is None:
        return
    if not path.suffix:
        path = path.with_name(f"{path.name}.csv")
    try:
        path.write_bytes(content)
    except OSError as error:
        words = tr("{path} could not be written: {reason}.").format(path=path, reason=error.strerror or error)
        window.notices.show_notice(Notice("trends-csv", visible(words), "warning"))
        return
    window.notices.remove("trends-csv")
    open_it = (tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    said = visible(tr("The table lies at {place}.").format(place=short(path)))
    window.toasts.show(said, kind="trends", action=open_it)
