"""Everything that a window says: each text of each of its widgets, to be looked at by tests."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from gui.items import Role

SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
ROLES = (*SAID, Role.CAPTION, Role.HINT)
MOST_ROWS = 200


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """(which widget and what of it, text) of a window and all in it, also of what is hidden just now."""
    for widget in (window, *window.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}".strip()
        for what, text in _of_widget(widget):
            if isinstance(text, str) and text:
                yield f"{name}.{what}", text
    for action in window.findChildren(QAction):
        for what in ("text", "iconText", "toolTip", "statusTip", "whatsThis"):
            yield f"QAction.{what}", getattr(action, what)()


def _of_widget(widget: QWidget) -> Iterator[tuple[str, object]]:
    for what in ("toolTip", "accessibleName", "accessibleDescription", "statusTip", "whatsThis", "windowTitle"):
        yield what, getattr(widget, what)()
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit():
            yield "placeholderText", widget.placeholderText()
        case QPlainTextEdit():
            yield "placeholderText", widget.placeholderText()
        case QGroupBox() | QMenu():
            yield "title", widget.title()
        case QSpinBox():
            yield "suffix", widget.suffix()
            yield "prefix", widget.prefix()
            yield "specialValueText", widget.specialValueText()
        case QComboBox():
            yield from _of_model(widget.model())
        case QAbstractItemView() if not isinstance(widget, QHeaderView) and widget.model() is not None:
            yield from _of_model(widget.model())


def _of_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[tuple[str, object]]:
    parent = parent or QModelIndex()
    is_list = isinstance(model, QAbstractListModel)
    for column in range(1 if is_list else model.columnCount(parent)):
        yield "header", model.headerData(column, Qt.Orientation.Horizontal)
        for row in range(min(model.rowCount(parent), MOST_ROWS)):
            index = model.index(row, column, parent)
            for role in ROLES:
                yield f"item {role}", model.data(index, role)
            if column == 0 and not is_list:
                yield from _of_model(model, index)
