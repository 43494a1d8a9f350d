"""Tokens -> Qt: the palette and the style sheet of a theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui import contrast, icons
from gui.tokens import (
    BODY,
    CAPTION,
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    NUMBER,
    RADIUS,
    S4,
    S8,
    S12,
    S16,
    S24,
    Theme,
)
from resources.tokens import VerdictMark

MEMBER = 84  # side of a cluster's member, at a text size of 100 %
THEME_CHOICES = ("dark", "light", "system")
_scale = 1.0
_theme: Theme = DARK


def px(length: float) -> int:
    """A length or a size of type of the tokens at the text size that the user chose, in logical pixels.

    For what must grow with the text: type, rows, bars, least widths. Gaps and hairlines stay.
    """
    return round(length * _scale)


def set_scale(percent: int) -> None:
    """The text size, 100 to 200 per cent; ``apply`` shows it."""
    global _scale  # noqa: PLW0603 - one application, one text size
    _scale = percent / 100


def theme_for(choice: str, *, contrast: bool = False) -> Theme:
    """The theme of a setting: dark, light, or whatever the system says (dark where it says nothing); each of them also
    in high contrast."""
    light = choice == "light"
    if choice == "system":
        hints = QGuiApplication.styleHints()
        light = hints is not None and hints.colorScheme() == Qt.ColorScheme.Light
    if contrast:
        return LIGHT_CONTRAST if light else DARK_CONTRAST
    return LIGHT if light else DARK


def mark_of(verdict: str) -> VerdictMark:
    """How a verdict is shown in the theme that the application wears."""
    return _theme.mark(verdict)


def palette(theme: Theme) -> QPalette:
    """The palette behind the style sheet, for what Qt draws itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.ground),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.quiet),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Link, theme.accent),
        (role.BrightText, theme.text),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.edge))
    return made


def font() -> QFont:
    """The platform's own face at body size, figures tabular where the face has them."""
    made = QFont(QApplication.font())
    made.setPixelSize(px(BODY))
    if hasattr(made, "setFeature") and hasattr(QFont, "Tag"):
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def style_sheet(theme: Theme) -> str:
    """The whole window's style sheet. Widgets are addressed by type, and by the property ``kind`` where they differ."""
    t = theme
    return f"""
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog, QWidget#page {{ background: {t.ground}; }}
QLabel {{ background: transparent; }}
QLabel[kind="quiet"] {{ color: {t.quiet}; }}
QLabel[kind="caption"] {{ color: {t.quiet}; font-size: {px(CAPTION)}px; }}
QLabel[kind="number"] {{ font-size: {px(NUMBER)}px; font-weight: 600; }}
QLabel[kind="headline"] {{ font-size: {px(NUMBER)}px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="badge"], QLabel[kind="badge-here"] {{ font-weight: 600; border-radius: {RADIUS}px; padding: 2px 7px;
    border: 1px solid {t.line}; }}
QLabel[kind="badge-here"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QWidget#topBar {{ background: {t.panel}; border-bottom: 1px solid {t.line}; }}
QWidget#statusBar {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
QLabel#imageName {{ background: {t.panel}; border-bottom: 1px solid {t.line}; }}
QLabel#imageName:focus {{ color: {t.text}; border-bottom-color: {t.accent}; }}
QWidget#sidePanel {{ background: {t.panel}; }}
QWidget#canvasBar {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
QFrame#markBar {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
QFrame#hairline {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#card {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
QFrame#overlay, QFrame#toast {{ background: {t.raised}; border: 1px solid {t.edge}; border-radius: {RADIUS}px; }}
QAbstractItemView#overlayList {{ background: transparent; border: none; outline: none; }}
QAbstractItemView#overlayList:focus {{ border: 1px solid {t.accent}; }}
QTreeView#overlayList::item {{ padding: 3px 0; }}
QTreeView#overlayList::item:selected {{ background: {t.selection}; }}
QFrame#notice {{ background: {t.raised}; border: none; border-bottom: 1px solid {t.line}; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:hover {{ background: {t.accent}; }}

QPushButton {{ background: {t.raised}; border: 1px solid {t.edge}; border-radius: {RADIUS}px;
    padding: 5px {S12}px; min-height: {px(16)}px; }}
QPushButton {{ icon-size: {px(16)}px; }}
QPushButton:hover {{ border-color: {t.accent}; }}
QPushButton:pressed {{ background: {t.selection}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: {S4}px 11px; }}
QPushButton:disabled {{ color: {t.edge}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
    font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.raised}; color: {t.edge}; border-color: {t.line}; }}
QPushButton[kind="verdict"] {{ text-align: left; padding: 6px {S8}px; min-height: {px(20)}px; }}
QPushButton[kind="verdict"]:focus {{ padding: 5px 7px; }}
QPushButton[kind="verdict"]:checked {{ background: {t.selection}; border-color: {t.accent}; }}
QPushButton[kind="choice"] {{ padding: 3px {S8}px; min-height: {px(16)}px; border-color: {t.line}; }}
QPushButton[kind="choice"]:hover {{ border-color: {t.accent}; }}
QPushButton[kind="choice"]:checked {{ background: {t.selection}; border-color: {t.accent}; }}
QPushButton[kind="choice"]:focus {{ padding: 2px 7px; }}
QPushButton[kind="small"] {{ padding: 3px {S4}px; }}
QPushButton[kind="small"]:focus {{ padding: 2px 3px; }}
QToolButton[kind="fold"] {{ color: {t.quiet}; font-size: {px(CAPTION)}px; padding: 1px {S4}px 1px 0; }}
QToolButton[kind="fold"]:checked {{ background: transparent; border-color: transparent; }}
QToolButton[kind="fold"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {t.accent};
    text-align: left; padding: 3px 0; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {t.accent}; }}
QPushButton[kind="link"]:disabled {{ color: {t.edge}; }}
QPushButton[kind="row"] {{ background: transparent; border: 1px solid transparent; text-align: left;
    padding: 6px {S8}px; }}
QPushButton[kind="row"]:hover {{ background: {t.selection}; }}
QPushButton[kind="row"]:focus {{ border: 2px solid {t.accent}; padding: 5px 7px; }}
QPushButton#title {{ text-align: center; padding-right: 16px; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px; padding: 3px 7px; }}
QToolButton:hover {{ background: {t.raised}; border-color: {t.line}; }}
QToolButton:focus {{ border: 1px solid {t.accent}; }}
QToolButton:checked {{ background: {t.selection}; border-color: {t.accent}; }}
QToolButton:checked:focus {{ border-color: {t.text}; }}
QToolButton:disabled {{ color: {t.edge}; }}
QToolButton[kind="picture"] {{ padding: 2px; border-color: {t.line}; color: {t.quiet}; }}
QToolButton[kind="picture"]:hover, QToolButton[kind="picture"]:focus {{ border-color: {t.accent}; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QToolButton[kind="room"] {{ border: none; border-radius: 0; border-bottom: 2px solid transparent; font-weight: 600;
    color: {t.quiet}; padding: 9px {S8}px 8px {S8}px; }}
QToolButton[kind="room"]:hover {{ background: transparent; color: {t.text}; }}
QToolButton[kind="room"]:checked {{ background: transparent; color: {t.text}; border-bottom-color: {t.accent}; }}
QToolButton[kind="room"]:focus {{ background: {t.selection}; }}
QTableView {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: {RADIUS}px; outline: none;
    selection-background-color: {t.selection}; selection-color: {t.text}; }}
QTableView:focus {{ border-color: {t.accent}; }}
QTableView::item {{ padding: 5px 9px; border: none; border-bottom: 1px solid {t.line}; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: {t.panel}; color: {t.quiet}; border: none; border-bottom: 1px solid {t.line};
    padding: 6px {S12}px; font-size: {px(CAPTION)}px; }}
QListWidget#offers {{ background: {t.raised}; border: 1px solid {t.line}; outline: none; }}
QListWidget#offers::item {{ padding: 2px {S8}px; }}
QListWidget#offers::item:selected {{ background: {t.selection}; color: {t.text}; }}
QSpinBox {{ background: {t.ground}; border: 1px solid {t.edge}; border-radius: {RADIUS}px; padding: 3px {S8}px; }}
QSpinBox:focus {{ border: 2px solid {t.accent}; padding: 2px 7px; }}
QSpinBox QLineEdit, QSpinBox QLineEdit:focus {{ background: transparent; border: none; padding: 0; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton::menu-indicator {{ image: url({icons.path("chevron-" + t.arrow)}); width: {px(12)}px; height: {px(12)}px;
    subcontrol-position: right center; subcontrol-origin: padding; right: {S8}px; }}
QToolButton[kind="fold"]::down-arrow {{ image: url({icons.path("chevron-" + t.arrow)}); }}
QToolButton[kind="fold"]::right-arrow {{ image: url({icons.path("chevron-right-" + t.arrow)}); }}

QToolButton {{ qproperty-iconSize: {px(16)}px {px(16)}px; }}
QToolButton[kind="picture"] {{ qproperty-iconSize: {px(MEMBER)}px {px(MEMBER)}px; }}
QToolButton#qt_menubar_ext_button {{ image: url({icons.path("chevron-" + t.arrow)}); }}

QMenuBar {{ background: transparent; }}
QMenuBar::item {{ padding: 5px {S8}px; border-radius: {RADIUS}px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.selection}; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.line}; padding: {S4}px; }}
QMenu::item {{ padding: 5px {S24}px 5px {S16}px; border-radius: {S4}px; }}
QMenu::item:selected {{ background: {t.selection}; }}
QMenu::item:disabled {{ color: {t.edge}; }}
QMenu::right-arrow {{ image: url({icons.path("chevron-right-" + t.arrow)}); width: {px(12)}px; height: {px(12)}px;
    right: {S8}px; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {S4}px {S8}px; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: {S4}px; }}

QLineEdit, QPlainTextEdit {{ background: {t.ground}; border: 1px solid {t.edge};
    border-radius: {RADIUS}px; padding: {S4}px {S8}px; selection-background-color: {t.selection}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 3px 7px; }}
QLabel#catcher {{ background: {t.ground}; border: 1px solid {t.edge}; border-radius: {RADIUS}px;
    font-size: {px(NUMBER)}px; }}
QLabel#catcher:focus {{ border: 2px solid {t.accent}; }}
QComboBox {{ background: {t.raised}; border: 1px solid {t.edge}; border-radius: {RADIUS}px; padding: 3px {S8}px;
    min-height: {px(18)}px; }}
QComboBox:focus {{ border: 2px solid {t.accent}; padding: 2px 7px; }}
QComboBox::drop-down {{ border: none; width: {px(20)}px; }}
QComboBox::down-arrow {{ image: url({icons.path("chevron-" + t.arrow)}); width: {px(12)}px; height: {px(12)}px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {{ background: {t.raised};
    border: 1px solid {t.edge}; border-radius: 0; outline: none; padding: 0; }}
QComboBox QAbstractItemView::item {{ padding: {S4}px {S8}px; border: none; color: {t.text}; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.selection}; }}

QCheckBox {{ spacing: {S8}px; }}
QCheckBox::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {t.edge}; border-radius: 3px;
    background: {t.ground}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: url({icons.path("check-" + t.name)}); }}
QListWidget#picks {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: {RADIUS}px; outline: none;
    padding: 1px; }}
QListWidget#picks:focus {{ border: 2px solid {t.accent}; padding: 0; }}
QListWidget#picks::item {{ padding: 3px {S4}px; border: none; color: {t.text}; }}
QListWidget#picks::item:selected {{ background: transparent; color: {t.text}; }}
QListWidget#picks::item:focus {{ background: {t.selection}; }}
QListWidget#picks::indicator {{ width: {px(14)}px; height: {px(14)}px; border: 1px solid {t.edge}; border-radius: 3px;
    background: {t.ground}; }}
QListWidget#picks::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: url({icons.path("check-" + t.name)}); }}
QCheckBox:focus {{ border: 1px solid {t.accent}; border-radius: {RADIUS}px; }}
QCheckBox {{ border: 1px solid transparent; padding: 2px; }}
QCheckBox:disabled {{ color: {t.edge}; }}

QListView {{ background: {t.panel}; border: 2px solid transparent; outline: none; }}
QListView:focus {{ border: 2px solid {t.accent}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.edge}; border-radius: 3px; min-height: 32px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {t.edge}; border-radius: 3px; min-width: 32px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
    border: none; width: 0; height: 0; }}

QSlider::groove:horizontal {{ height: 4px; background: {t.line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {t.text}; width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {t.accent}; }}
QSlider:focus {{ border: 1px solid {t.accent}; border-radius: {RADIUS}px; }}
QSlider {{ border: 1px solid transparent; }}
QSlider:disabled {{ color: {t.edge}; }}
QSlider::sub-page:horizontal:disabled {{ background: {t.line}; }}
QSlider::handle:horizontal:disabled {{ background: {t.edge}; }}
"""


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application in a theme."""
    global _theme  # noqa: PLW0603 - one application, one theme
    _theme = theme
    app.setStyleSheet("")  # to dress a thousand widgets anew takes four times as long while they wear the old one
    app.setPalette(palette(theme))
    app.setFont(font())
    app.setStyleSheet(style_sheet(theme) + (contrast.sheet(theme) if theme.in_contrast else ""))
