"""What high contrast adds to the style sheet."""

from __future__ import annotations

from gui.tokens import S4, S8, Theme


def sheet(theme: Theme) -> str:
    """What high contrast adds: rings of 3 px around what has the keyboard, taken from the room inside, so that nothing
    moves; what is on, or under the pointer, has a border of its own and no mere shade."""
    t, ring = theme, f"{theme.ring}px solid {theme.accent}"
    return f"""
QPushButton:focus {{ border: {ring}; padding: 3px 10px; }}
QPushButton[kind="primary"]:focus {{ border: {t.ring}px solid {t.text}; }}
QPushButton[kind="verdict"]:focus {{ padding: {S4}px 6px; }}
QPushButton[kind="verdict"]:checked, QPushButton[kind="choice"]:checked {{ border: 2px solid {t.text}; }}
QPushButton[kind="verdict"]:checked {{ padding: 5px 7px; }}
QPushButton[kind="choice"]:checked {{ padding: 2px 7px; }}
QPushButton[kind="verdict"]:checked:focus {{ border: {ring}; padding: {S4}px 6px; }}
QPushButton[kind="choice"]:checked:focus {{ border: {ring}; padding: 1px 6px; }}
QPushButton[kind="choice"]:focus {{ padding: 1px 6px; }}
QPushButton[kind="small"]:focus {{ padding: 1px 2px; }}
QPushButton[kind="link"] {{ text-decoration: underline; border: {t.ring}px solid transparent; padding: 1px 0; }}
QPushButton[kind="link"]:focus {{ border: {ring}; padding: 1px 0; }}
QPushButton[kind="row"]:focus {{ border: {ring}; padding: {S4}px 6px; }}
QPushButton:disabled, QPushButton[kind="primary"]:disabled {{ border-style: dashed; border-color: {t.line}; }}
QToolButton:hover {{ border-color: {t.text}; }}
QToolButton:focus, QToolButton:checked:focus {{ border: {ring}; padding: 1px 5px; }}
QToolButton:checked {{ border: 2px solid {t.text}; padding: 2px 6px; }}
QToolButton[kind="picture"]:focus {{ border: {ring}; padding: 0; }}
QToolButton[kind="fold"], QToolButton[kind="fold"]:checked {{ border: {t.ring}px solid transparent;
    padding: 0 2px 0 0; }}
QToolButton[kind="fold"]:focus {{ border: {ring}; padding: 0 2px 0 0; }}
QToolButton[kind="room"]:hover {{ border: none; border-bottom: 2px solid transparent; }}
QToolButton[kind="room"]:checked {{ border: none; border-bottom: {t.ring}px solid {t.accent};
    padding: 9px {S8}px 7px {S8}px; }}
QToolButton[kind="room"]:focus {{ border: {ring}; padding: 6px 5px 7px 5px; }}
QSpinBox:focus {{ border: {ring}; padding: 1px 6px; }}
QSpinBox QLineEdit:focus {{ border: none; padding: 0; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: {ring}; padding: 2px 6px; }}
QSpinBox QLineEdit:focus {{ border: none; padding: 0; }}
QComboBox:focus {{ border: {ring}; padding: 1px 6px; }}
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {{ border: 1px solid {t.edge}; }}
QListView {{ border: {t.ring}px solid transparent; }}
QListView:focus {{ border: {ring}; }}
QListWidget#picks {{ border: 1px solid {t.line}; padding: 2px; }}
QListWidget#picks:focus {{ border: {ring}; padding: 0; }}
QListWidget#offers {{ border: 1px solid {t.line}; }}
QAbstractItemView#overlayList {{ border: {t.ring}px solid transparent; }}
QAbstractItemView#overlayList:focus {{ border: {ring}; }}
QTableView {{ margin: 2px; }}
QTableView:focus {{ border: {ring}; margin: 0; }}
QLabel#imageName:focus {{ border-bottom: {ring}; }}
QCheckBox {{ border: {t.ring}px solid transparent; padding: 0; }}
QCheckBox:focus {{ border: {ring}; }}
QSlider {{ border: {t.ring}px solid transparent; }}
QSlider:focus {{ border: {ring}; }}
QSlider::sub-page:horizontal {{ margin: -1px 0; border-radius: 3px; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
QMenu {{ border-color: {t.edge}; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
"""
