"""A small button beside a method's name that leads to what is to be known of it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from engine.methods import METHODS
from gui import icons
from gui.style import px
from gui.tokens import Theme
from gui.words import tr

ASKED = cast(QEvent.Type, QEvent.Type(QEvent.registerEventType()))


class MethodAsked(QEvent):
    """Somebody wants to know about a method. Sent to the window, as such buttons stand in lists that are made anew and
    in parts that know nothing of the window."""

    def __init__(self, name: str) -> None:
        super().__init__(ASKED)
        self.name = name


class MethodLink(QToolButton):
    """Says in its tooltip what the method cannot do, and asks the window for the rest."""

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName("methodLink")
        self.clicked.connect(self.ask)
        self.set_theme(theme)
        self.show_method(name)

    def show_method(self, name: str) -> None:
        """Which method it is about; hidden where there is none that this Hansel knows."""
        self.name = name
        method = METHODS.get(name)
        if self.parentWidget() is not None:
            self.setVisible(method is not None)
        if method is not None:
            self.setToolTip(tr(method.caveat))
            self.setAccessibleName(tr("About the method {name}").format(name=name))
            self.setAccessibleDescription(tr(method.caveat))

    def ask(self) -> None:
        """As a click does."""
        QCoreApplication.sendEvent(self.window(), MethodAsked(self.name))

    def set_theme(self, theme: Theme) -> None:
        self.setIcon(icons.icon("info", theme.quiet))
        self.setIconSize(QSize(px(icons.SIZE), px(icons.SIZE)))
