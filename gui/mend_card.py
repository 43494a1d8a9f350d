"""A card over the picture that tells of a lost map, and offers what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import icons
from gui.style import mark_of, px
from gui.tokens import S4, S8, S12
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
        self._mark.setContentsMargins(0, S4, 0, 0)  # level with the first line of the title
        self.title = WrappedLabel()
        self.title.setProperty("kind", "strong")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.words = WrappedLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        # Where the window is small and the text large, the words move under the title, rather than be cut.
        self.scroll = QScrollArea()
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setAccessibleName(tr("What is known of this map"))
        self.scroll.setWidget(self.words)
        self.scroll.installEventFilter(self)
        self.buttons: list[QPushButton] = []
        self._titles: list[str] = []
        head = QHBoxLayout()
        head.setSpacing(S8)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self.fold = QToolButton()
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.clicked.connect(lambda: self._turn(not self.scroll.isHidden()))
        self.fold.installEventFilter(self)
        head.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(S8)
        column = QVBoxLayout(self)
        column.setContentsMargins(S12, S8, S12, S12)
        column.setSpacing(S4)
        column.addLayout(head)
        column.addWidget(self.scroll)
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
        self.buttons, self._titles = [], [title for title, _ in offers]
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
        self.scroll.setHidden(fold)
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
            and watched in (*self.buttons, self.fold, self.scroll)
        ):
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton | QToolButton):
                watched.click()
                return True
        return False

    def lie(self, left: int, top: int, bottom: int, foot: int, room: int) -> None:
        """At the lower left of the picture, as wide as there is room (px), as high as the words need. What has no room
        between top and bottom goes on down to foot; what has none there either is scrolled to."""
        width = min(room, px(WIDEST))
        inner = width - 2 * S12 - 2
        self.setFixedWidth(width)
        self.title.setFixedWidth(inner - self._mark.sizeHint().width() - self.fold.sizeHint().width() - 2 * S8)
        self._fit_buttons(inner)
        needed = self._fit_words(inner)
        self.scroll.setFixedHeight(needed)
        missing = self._height() - (foot - top)
        scrolls = missing > 0 and not self.scroll.isHidden()
        if scrolls:
            self._fit_words(inner - self.scroll.verticalScrollBar().sizeHint().width())
            self.scroll.setFixedHeight(max(self.words.fontMetrics().lineSpacing(), needed - missing))
        self.scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.resize(width, self._height())
        self.move(left, max(top, bottom - self.height()))

    def _height(self) -> int:
        self.layout().invalidate()
        self.layout().activate()
        return self.layout().sizeHint().height()

    def _fit_words(self, width: int) -> int:
        """Break the words at a width; the height they need."""
        self.words.setFixedWidth(width)
        self.words.resize(width, self.words.minimumHeight())
        self.words.resize(width, self.words.minimumHeight())  # the first one broke the lines
        return self.words.minimumHeight()

    def _fit_buttons(self, room: int) -> None:
        """Side by side, else one beneath the other; a title that is too long for a line is cut, and told in the
        tooltip."""
        for button, title in zip(self.buttons, self._titles, strict=True):
            button.setText(title)
            button.setToolTip("")
        hints = [button.sizeHint().width() for button in self.buttons]
        beside = sum(hints) + S8 * len(hints) <= room
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        for button, title, hint in zip(self.buttons, self._titles, hints, strict=True):
            if hint > room:
                metrics = button.fontMetrics()
                left = room - (hint - metrics.horizontalAdvance(title))
                button.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, left))
                button.setToolTip(title)

    def set_theme(self) -> None:
        self._mark.setPixmap(icons.icon("warning", mark_of("flawed").colour).pixmap(px(16), px(16)))
