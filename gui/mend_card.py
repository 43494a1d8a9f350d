"""A card over the picture that tells of a lost map, and offers what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.style import px
from gui.tokens import S4, S8, S12, VERDICT_COLOURS
from gui.words import tr
from gui.wrapping import WrappedLabel
from reports.visible import visible

Offer = tuple[str, Callable[[], object]]
WIDEST = 560


class MendCard(QFrame):
    """Title, words, and up to three buttons; the first is what we would do. Its buttons never take the keyboard by a
    click: letters go on meaning verdicts. Folded it is one line, so that it hides nothing; it tells all the same.

    Signals: turned(): it is folded, or no longer
    """

    turned = Signal()

    def __init__(self, parent: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._leave = leave
        self._mark = QLabel()
        self.title = QLabel()
        self.title.setProperty("kind", "strong")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.words = WrappedLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons: list[QPushButton] = []
        head = QHBoxLayout()
        head.setSpacing(S8)
        head.addWidget(self._mark)
        head.addWidget(self.title, 1)
        self.fold = QToolButton()
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.clicked.connect(lambda: self._turn(not self.words.isHidden()))
        self.fold.installEventFilter(self)
        head.addWidget(self.fold)
        self._row = QHBoxLayout()
        self._row.setSpacing(S8)
        column = QVBoxLayout(self)
        column.setContentsMargins(S12, S8, S12, S12)
        column.setSpacing(S4)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addLayout(self._row)
        self._shown: tuple[str, str, tuple[str, ...]] = ("", "", ())
        self.hide()

    def tell(self, title: str, words: str, offers: tuple[Offer, ...] = ()) -> None:
        """Show the card; offers: (title, what it does)."""
        now = (title, words, tuple(name for name, _ in offers))
        if now != self._shown or self.isHidden():
            self._shown = now
            self.title.setText(title)
            self.words.setText(visible(words))
            self.setAccessibleName(title)
            self.setAccessibleDescription(words)
            had_focus = any(button.hasFocus() for button in self.buttons)
            self._offer(offers)
            self._turn(False)
            if had_focus:
                # What was pressed is gone: on to what can be pressed now, else back to the picture.
                if self.buttons:
                    self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
                else:
                    self._leave()
        self.show()
        self.raise_()

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        while (entry := self._row.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = []
        for title, act in offers:
            button = QPushButton(title)
            if not self.buttons:
                button.setProperty("kind", "primary")
            button.setAccessibleName(title)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, act=act: act())
            button.installEventFilter(self)
            self._row.addWidget(button)
            button.show()
            self.buttons.append(button)
        self._row.addStretch(1)

    def _turn(self, fold: bool) -> None:
        """Only the title, or everything."""
        self.words.setHidden(fold)
        for button in self.buttons:
            button.setHidden(fold)
        title = tr("More") if fold else tr("Less")
        self.fold.setText(title)
        self.fold.setAccessibleName(tr("More about this map") if fold else tr("Less about this map"))
        self.turned.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched in (*self.buttons, self.fold)
        ):
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton | QToolButton):
                watched.click()
                return True
        return False

    def lie(self, left: int, bottom: int, room: int) -> None:
        """At the lower left of the picture, as wide as there is room, as high as the words need."""
        self.setFixedWidth(min(room, px(WIDEST)))
        self.layout().activate()
        self.words.setFixedWidth(self.width() - 2 * S12 - 2)
        self.adjustSize()
        self.move(left, bottom - self.height())

    def set_theme(self) -> None:
        self._mark.setPixmap(icons.icon("warning", VERDICT_COLOURS["flawed"]).pixmap(px(16), px(16)))
