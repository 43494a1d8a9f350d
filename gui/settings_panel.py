"""The settings: a panel at the right that changes the window at once and blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import language
from gui.overlays import Overlay
from gui.preferences import FIRST_PICTURES, TEXT_SIZES, WHEN, Preferences
from gui.style import THEME_CHOICES, px
from gui.tokens import COLOUR_MAPS, S4, S8, S12, S16, S24, Theme
from gui.words import later, tr
from gui.wrapping import WrappedLabel

WIDTH = 340
THEMES = {"dark": later("Dark"), "light": later("Light"), "system": later("As the system has it")}
WHENS = {"system": later("As the system has it"), "always": later("Always"), "never": later("Never")}
PICTURES = {
    "image": later("Image"),
    "overlay": later("Overlay"),
    "mask": later("Mask"),
    "contours": later("Contours"),
}


class SettingsPanel(Overlay):
    """Each change is kept at once and told by a signal; there is nothing to confirm.

    Signals: theme_chosen(str), text_size_chosen(int per cent), contrast_chosen(str), still_chosen(str): one of
    preferences.WHEN; picture_chosen(str), colours_chosen(str), shared_scale_chosen(bool)
    """

    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    contrast_chosen = Signal(str)
    still_chosen = Signal(str)
    picture_chosen = Signal(str)
    colours_chosen = Signal(str)
    shared_scale_chosen = Signal(bool)

    def __init__(self, host: QWidget, preferences: Preferences) -> None:
        super().__init__(host, tr("Settings"))
        self._preferences = preferences
        self._filling = False
        self.theme = self._choice(tr("Theme"), [(tr(THEMES[name]), name) for name in THEME_CHOICES])
        self.text_size = self._choice(tr("Text size"), [(f"{size} %", size) for size in TEXT_SIZES])
        whens = [(tr(WHENS[when]), when) for when in WHEN]
        self.contrast = self._choice(tr("High contrast"), whens)
        self.still = self._choice(tr("Reduce motion"), whens)
        languages = [(tr("As the system has it"), language.SYSTEM)]
        languages += [(language.NAMES[code], code) for code in language.offered()]
        self.language = self._choice(tr("Language"), languages)
        self.picture = self._choice(
            tr("Picture to begin with"), [(tr(PICTURES[name]), name) for name in FIRST_PICTURES]
        )
        self.colours = self._choice(tr("Colour map to begin with"), [(name, name) for name in COLOUR_MAPS])
        self.shared = QCheckBox(tr("Same scale for all"))
        self.shared.setToolTip(tr("The same colour stands for the same value in every image of the run"))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, S8, 0)
        self._body.setSpacing(S4)
        self._heading(tr("Window"))
        self._row(tr("Theme"), self.theme)
        self._row(tr("Text size"), self.text_size)
        self._row(tr("High contrast"), self.contrast)
        self._row(tr("Reduce motion"), self.still)
        self._row(tr("Language"), self.language)
        self.next_start = WrappedLabel(tr("The other language is there from the next start on."))
        self.next_start.setProperty("kind", "quiet")
        self._body.addWidget(self.next_start)
        self._body.addSpacing(S12)
        self._heading(tr("Pictures"))
        self._row(tr("Picture to begin with"), self.picture)
        self._row(tr("Colour map to begin with"), self.colours)
        self._body.addWidget(self.shared)
        hint = WrappedLabel(tr("What is chosen here is kept on this computer, for you."))
        hint.setProperty("kind", "quiet")
        self._body.addSpacing(S12)
        self._body.addWidget(hint)
        self._body.addStretch(1)
        inner = self._inner = QWidget()
        inner.setLayout(self._body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        title = self._headline = QLabel(tr("Settings"))
        title.setProperty("kind", "headline")
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAccessibleName(tr("Close the settings"))
        self.close_button.clicked.connect(self.shut)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S8, S16)
        column.setSpacing(S12)
        column.addLayout(head)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, S8, 0)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.theme.currentIndexChanged.connect(lambda: self._tell(self.theme_chosen, self.theme.currentData()))
        self.text_size.currentIndexChanged.connect(
            lambda: self._tell(self.text_size_chosen, self.text_size.currentData())
        )
        self.contrast.currentIndexChanged.connect(lambda: self._tell(self.contrast_chosen, self.contrast.currentData()))
        self.still.currentIndexChanged.connect(lambda: self._tell(self.still_chosen, self.still.currentData()))
        self.language.currentIndexChanged.connect(lambda: self._language_chosen(self.language.currentData()))
        self.picture.currentIndexChanged.connect(lambda: self._picture_chosen(self.picture.currentData()))
        self.colours.currentIndexChanged.connect(lambda: self._colours_chosen(self.colours.currentData()))
        self.shared.toggled.connect(self._shared_chosen)

    def add_section(self, title: str, widget: QWidget) -> None:
        """Room for settings that belong to another part, below the others."""
        at = self._body.count() - 3
        label = self._title(title)
        self._body.insertSpacing(at, S12)
        self._body.insertWidget(at + 1, label)
        self._body.insertWidget(at + 2, widget)

    def place(self, room: QRect) -> QRect:
        width = min(px(WIDTH), room.width())
        inside = self._inner.layout().totalHeightForWidth(width - S16 - 2 * S8 - S12)
        rest = sum(one.sizeHint().height() for one in (self._headline, self.close_button)) + 2 * S16 + 3 * S12
        return QRect(room.right() - width, room.top() + S24, width, min(inside + rest, room.height() - S24))

    def first(self) -> QWidget:
        return self.theme

    def open(self) -> None:
        self._fill()
        super().open()

    def set_theme(self, theme: Theme) -> None:
        self._fill()
        super().set_theme(theme)

    def _fill(self) -> None:
        """Show what is kept; the same may be chosen in the menu or beside the picture too."""
        self._filling = True
        kept = self._preferences
        for box, value in (
            (self.theme, kept.theme),
            (self.text_size, kept.text_size),
            (self.contrast, kept.contrast),
            (self.still, kept.still),
            (self.language, kept.language),
            (self.picture, kept.first_picture),
            (self.colours, kept.colours),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.shared.setChecked(kept.shared_scale)
        self._filling = False
        self._tell_language()

    def _tell_language(self) -> None:
        """Every widget would have to be made anew; so another language waits for the next start, and that is said."""
        self.next_start.setVisible(language.wanted(self._preferences.language) != language.shown())

    def _language_chosen(self, code: str) -> None:
        if not self._filling:
            self._preferences.language = code
            self._tell_language()

    def _picture_chosen(self, name: str) -> None:
        if not self._filling:
            self._preferences.first_picture = name
            self.picture_chosen.emit(name)

    def _colours_chosen(self, name: str) -> None:
        if not self._filling:
            self._preferences.colours = name
            self.colours_chosen.emit(name)

    def _shared_chosen(self, on: bool) -> None:
        if not self._filling:
            self._preferences.shared_scale = on
            self.shared_scale_chosen.emit(on)

    def _tell(self, signal, value) -> None:  # type: ignore[no-untyped-def]
        if not self._filling:
            signal.emit(value)

    def _choice(self, name: str, entries: list[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        for title, value in entries:
            box.addItem(title, value)
        box.setAccessibleName(name)
        return box

    def _title(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("kind", "strong")
        return label

    def _heading(self, text: str) -> None:
        self._body.addWidget(self._title(text))

    def _row(self, text: str, box: QComboBox) -> None:
        label = QLabel(text)
        label.setProperty("kind", "quiet")
        label.setBuddy(box)
        self._body.addWidget(label)
        self._body.addWidget(box)
        self._body.addSpacing(S4)
