"""The line over the picture: which image is at hand, and its number in the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.cut_names import cut_name
from gui.tokens import S4, S12
from gui.words import count, tr
from reports.visible import visible


class ImageName(QLabel):
    """ "12 of 40 · mushroom/0003.jpg", whole where it fits. It can be marked and copied with mouse and keyboard; what
    is copied is whole even where what is shown is cut. The tooltip has the full path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("imageName")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "quiet")
        self.setContentsMargins(S12, S4, S12, S4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        ways = Qt.TextInteractionFlag
        self.setTextInteractionFlags(ways.TextSelectableByMouse | ways.TextSelectableByKeyboard)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._number, self._name, self._path = "", "", ""
        for title, what in ((tr("Copy name"), self._copy_name), (tr("Copy path"), self._copy_path)):
            action = QAction(title, self)
            action.triggered.connect(what)
            self.addAction(action)

    def show_image(self, number: int, of: int, relative: str, path: str) -> None:
        """number: its place in the list of ``of`` images, from 1 on. Without a name nothing is shown."""
        self._name, self._path = relative, path
        place = tr("{n} of {all}").format(n=count(number), all=count(of))
        self._number = f"{place} · " if relative else ""
        self.setToolTip(visible(path))
        self.setAccessibleName(tr("Image {place}").format(place=f"{place}: {visible(relative)}") if relative else "")
        self._fit()

    def _fit(self) -> None:
        """Show as much of the name as there is room for; the number always."""
        metrics = QFontMetrics(self.font())
        room = self.contentsRect().width() - metrics.horizontalAdvance(self._number) - 2
        shown = self._number + cut_name(visible(self._name), metrics, max(0, room))
        if shown != self.text():
            self.setText(shown)

    @property
    def whole(self) -> bool:
        """Whether all of the name is shown."""
        return self.text() == self._number + visible(self._name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self.whole:
            self._copy_name()
            return
        super().keyPressEvent(event)

    def set_theme(self) -> None:
        """The text size may be another."""
        self._fit()

    def _copy_name(self) -> None:
        _to_clipboard(self._name)

    def _copy_path(self) -> None:
        _to_clipboard(self._path)


def _to_clipboard(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes of a file name that are no text: the clipboard holds only text
        text = visible(text)
    QGuiApplication.clipboard().setText(text)
