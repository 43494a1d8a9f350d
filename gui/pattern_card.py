"""A cluster of maps as a card: mean map, what is said of it, the members nearest to its centre, what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine.records import ByteArray
from gui import pattern_words
from gui.labels import label
from gui.pattern_words import Shown
from gui.pictures import to_qimage
from gui.style import MEMBER, px
from gui.tokens import S4, S8, S12, S16
from gui.words import count, tr
from gui.wrapping import WrappedLabel
from reports.visible import visible

MEAN = 152
MEMBERS = 7
BUTTONS = ("open", "name", "forget", "flag")


class PatternCard(QFrame):
    """Signals: ``open_wanted(place)``: go to the members in Review, at that one of them; ``name_wanted()``;
    ``forget_wanted()``; ``flag_wanted()``"""

    open_wanted = Signal(int)
    name_wanted = Signal()
    forget_wanted = Signal()
    flag_wanted = Signal()

    def __init__(self, one: Shown, reason_title: Callable[[str], str], may_write: str) -> None:
        """may_write: why nothing can be written now; "" if it can."""
        super().__init__()
        self.shown = one
        self.setObjectName("card")
        self.lines = pattern_words.said(one, reason_title)
        title = tr("Cluster {n}").format(n=one.number) if one.named is None else one.named.name
        self.title = label("strong", text=visible(title))
        self.setAccessibleName(visible(f"{title}: {one.label}"))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(S16, S16, S16, S16)
        whole.setSpacing(S16)
        whole.addLayout(self._mean())
        column = QVBoxLayout()
        column.setSpacing(S4)
        column.addLayout(self._head())
        self.words: list[WrappedLabel] = []
        for text in self.lines:
            words = WrappedLabel(visible(text))
            words.setTextFormat(Qt.TextFormat.PlainText)
            self.words.append(words)
            column.addWidget(words)
        column.addSpacing(S8)
        self.members: list[QToolButton] = []
        column.addWidget(self._strip())
        column.addSpacing(S8)
        column.addLayout(self._buttons(may_write))
        whole.addLayout(column, 1)

    def _mean(self) -> QVBoxLayout:
        from reports.cluster_pictures import mean_pixels

        column = QVBoxLayout()
        column.setSpacing(S4)
        self.mean = QLabel()
        side = px(MEAN)
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(to_qimage(mean_pixels(self.shown.mean, round(side * ratio))))
        picture.setDevicePixelRatio(ratio)
        self.mean.setPixmap(picture)
        self.mean.setFixedSize(side, side)
        self.mean.setAccessibleName(tr("Mean map of {cluster}").format(cluster=visible(self.shown.name)))
        column.addWidget(self.mean)
        column.addWidget(label("caption", text=tr("mean map")))
        column.addStretch(1)
        return column

    def _head(self) -> QHBoxLayout:
        one = self.shown
        row = QHBoxLayout()
        row.setSpacing(S8)
        row.addWidget(self.title)
        about = visible(one.label)
        if one.named is not None:
            about = tr("{label} · named by {who}").format(label=about, who=visible(one.named.changed_by))
        if one.number is None:
            about = tr("{about} · not found this time: shown as it was named").format(about=about)
        self.about = label("quiet", text=about)
        row.addWidget(self.about)
        row.addStretch(1)
        return row

    def _strip(self) -> QWidget:
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S4)
        side = px(MEMBER)
        for place, member in enumerate(self.shown.members[:MEMBERS]):
            button = QToolButton()
            button.setProperty("kind", "picture")
            button.setIconSize(QSize(side, side))
            button.setFixedSize(side + 2 * S4, side + 2 * S4)
            button.setToolTip(visible(member.relative))
            button.setAccessibleName(tr("Open {image} in Review").format(image=visible(member.relative)))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, place=place: self.open_wanted.emit(place))
            self.members.append(button)
            row.addWidget(button)
        row.addStretch(1)
        strip.setMinimumWidth(1)
        return strip

    def _buttons(self, may_write: str) -> QHBoxLayout:
        one = self.shown
        row = QHBoxLayout()
        row.setSpacing(S8)
        n = len(one.members)
        self.open = QPushButton(tr("Open {n} in Review").format(n=count(n)))
        self.open.clicked.connect(lambda: self.open_wanted.emit(0))
        self.name = QPushButton(tr("Rename…") if one.named is not None else tr("Name…"))
        self.name.clicked.connect(self.name_wanted)
        self.forget = QPushButton(tr("Remove name"))
        self.forget.clicked.connect(self.forget_wanted)
        self.forget.setVisible(one.named is not None)
        self.flag = QPushButton(tr("Flag all…"))
        self.flag.clicked.connect(self.flag_wanted)
        for button, does in (
            (self.open, tr("Open the members of {cluster} in Review")),
            (self.name, tr("Rename {cluster}") if one.named is not None else tr("Name {cluster}")),
            (self.forget, tr("Remove the name of {cluster}")),
            (self.flag, tr("Flag all members of {cluster}")),
        ):
            button.setAccessibleName(does.format(cluster=visible(one.name)))
            row.addWidget(button)
        self.open.setEnabled(n > 0)
        for button in (self.name, self.forget, self.flag):
            button.setEnabled(not may_write)
            button.setToolTip(may_write)
        self.flag.setEnabled(not may_write and n > 0)
        row.addStretch(1)
        return row

    def part_of(self, widget: QWidget) -> str:
        """Which of the buttons that is."""
        return next((name for name in BUTTONS if getattr(self, name) is widget), BUTTONS[0])

    def take_keyboard(self, part: str) -> None:
        """The keyboard goes to that button, or to the first where that one is not to be had."""
        button = getattr(self, part)
        (button if button.isEnabled() and not button.isHidden() else self.open).setFocus()

    def show_member(self, place: int, pixels: ByteArray | None) -> None:
        """The overlay of one of the members that are shown; None: its map is lost."""
        button = self.members[place]
        if pixels is None:
            button.setText(tr("map lost"))
            return
        button.setIcon(QIcon(QPixmap.fromImage(to_qimage(pixels))))

    def fit(self, width: int) -> None:
        """As many members as there is room for, in a card of that width."""
        room = width - px(MEAN) - 3 * S16 - S12
        one = px(MEMBER) + 3 * S4
        for place, button in enumerate(self.members):
            button.setVisible((place + 1) * one <= room)
