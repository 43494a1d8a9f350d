"""What this program is made of, with its versions: what a report of a fault needs."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import PySide6
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.about import SCHEMA, SQLITE
from gui import icons
from gui.style import px
from gui.tokens import S4, S12, S16, S24
from gui.words import tr
from gui.wrapping import WrappedLabel

ICON_PX = 48


def versions(schema: str) -> tuple[tuple[str, str], ...]:
    """(name, version) of each part; schema: of the open project, "" where none is open. Imports no torch."""
    return (
        ("Hansel", installed("hansel-audit", tr("from source"))),
        ("Python", platform.python_version()),
        ("PyTorch", installed("torch", tr("not installed"))),
        ("Qt", f"{qVersion()}, PySide {PySide6.__version__}"),
        ("SQLite", SQLITE),
        (tr("System"), f"{platform.system()} {platform.release()}, {platform.machine()}"),
        (tr("Project"), schema_words(schema)),
    )


def installed(package: str, otherwise: str) -> str:
    """The version of an installed package, from its metadata alone."""
    try:
        return version(package)
    except PackageNotFoundError:
        return otherwise


def schema_words(schema: str) -> str:
    """The open project's schema beside the one that this Hansel writes."""
    if not schema:
        return tr("none open; this Hansel writes schema {own}").format(own=SCHEMA)
    if schema == SCHEMA:
        return tr("schema {schema}, the newest").format(schema=schema)
    return tr("schema {schema}; this Hansel writes {own}").format(schema=schema, own=SCHEMA)


class AboutDialog(QDialog):
    """Names, versions, and a button that copies them."""

    def __init__(self, schema: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Hansel"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(520))
        self._parts = versions(schema)
        column = QVBoxLayout(self)
        column.setContentsMargins(S24, S24, S24, S16)
        column.setSpacing(S16)
        column.addLayout(_head(self._parts[0][1]))
        column.addLayout(self._table())
        row = QHBoxLayout()
        row.addStretch(1)
        self.copy = QPushButton(tr("Copy"))
        self.copy.setToolTip(tr("Copy these lines, for a report of a fault"))
        self.copy.clicked.connect(self._copy)
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addWidget(close)
        column.addSpacing(S4)
        column.addLayout(row)
        close.setFocus()

    def text(self) -> str:
        """What Copy copies: one part a line."""
        return "\n".join(f"{name} {number}" for name, number in self._parts)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(S24)
        grid.setVerticalSpacing(S4)
        grid.setColumnStretch(1, 1)
        for row, (name, number) in enumerate(self._parts):
            title = QLabel(name)
            title.setProperty("kind", "quiet")
            value = QLabel(number)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{name} {number}")
            grid.addWidget(title, row, 0)
            grid.addWidget(value, row, 1)
        return grid

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy.setText(tr("Copied"))


def _head(number: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(S16)
    mark = QLabel()
    mark.setPixmap(QIcon(icons.path("hansel")).pixmap(QSize(ICON_PX, ICON_PX)))
    words = QVBoxLayout()
    words.setSpacing(S4)
    name = QLabel(f"Hansel {number}")
    name.setProperty("kind", "headline")
    what = WrappedLabel(tr("Shows what an image classifier looked at, and keeps the record."))
    licence = WrappedLabel(tr("Apache License 2.0. Nothing that you look at leaves this computer."))
    licence.setProperty("kind", "quiet")
    for label in (name, what, licence):
        words.addWidget(label)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addSpacing(S12 - S4)
    row.addLayout(words, 1)
    return row
