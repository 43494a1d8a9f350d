"""What lies over the window for a while without blocking it: the palette, the sheet of keys, the settings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from gui.tokens import S24, Theme


def lift(widget: QWidget) -> None:
    """The one elevation there is."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(24)
    shadow.setOffset(0, 4)
    shadow.setColor(QColor(0, 0, 0, 90))
    widget.setGraphicsEffect(shadow)


class Overlay(QFrame):
    """A card over the window ``host``. Escape closes it, and the keyboard goes back to where it was; it closes too when
    the keyboard goes to something that it hides.

    A subclass says by ``place`` where it lies in the host's rectangle, and by ``first`` what gets the keyboard.
    """

    def __init__(self, host: QWidget, name: str) -> None:
        super().__init__(host)
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._host = host
        self._before: QWidget | None = None
        lift(self)
        self.hide()
        host.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_went)

    def place(self, room: QRect) -> QRect:
        """Where to lie in the host."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """What has the keyboard when it opens."""
        raise NotImplementedError

    def open(self) -> None:
        """Show it; open already, it gets the keyboard again."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._lie()
        self.show()
        self.raise_()
        self.first().setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Hide it and give the keyboard back."""
        if not self.isVisible():
            return
        inside = self.has_keyboard()
        before, self._before = self._before, None
        self.hide()
        if inside and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def toggle(self) -> None:
        """Open it, or shut it where it is open."""
        if self.isVisible():
            self.shut()
        else:
            self.open()

    def has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def set_theme(self, theme: Theme) -> None:
        """The style sheet does most of it."""
        self.update()
        if self.isVisible():
            self._lie()

    def hides(self, widget: QWidget) -> bool:
        """Whether it lies over a widget of the window."""
        there = QRect(widget.mapTo(self._host, QPoint(0, 0)), widget.size())
        return self.geometry().intersects(there)

    def left_for(self, widget: QWidget) -> None:
        """The keyboard went to a widget of the window: it must not stay hidden."""
        if self.hides(widget):
            self._before = None
            self.shut()

    def _focus_went(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and now.window() is self.window() and not self.has_keyboard():
            self.left_for(now)

    def _lie(self) -> None:
        self.setGeometry(self.place(self._host.rect().adjusted(S24, S24, -S24, -S24)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie()
        return False
