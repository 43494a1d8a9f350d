"""Movement that nobody asked for: whether there is to be any. Hansel's own parts appear and go at once; what moves is
what Qt does (menus, drop-downs and tips that fade or roll, the blinking cursor) and a rule that plays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

EFFECTS = (
    Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip, Qt.UIEffect.UI_AnimateToolBox,
)  # fmt: skip
_still = False
_before: tuple[list[Qt.UIEffect], int] | None = None


def is_still() -> bool:
    """Whether nothing is to move by itself."""
    return _still


def keep_still(app: QApplication, still: bool) -> None:
    """Let nothing move by itself from now on, or all as the system would have it."""
    global _still, _before  # noqa: PLW0603 - one application, one answer
    if still == _still:
        return
    _still = still
    hints = app.styleHints()
    if still:
        _before = [one for one in EFFECTS if QApplication.isEffectEnabled(one)], app.cursorFlashTime()
        for effect in EFFECTS:
            QApplication.setEffectEnabled(effect, False)
        hints.setCursorFlashTime(0)
    elif _before is not None:
        effects, flash = _before
        for effect in effects:
            QApplication.setEffectEnabled(effect, True)
        hints.setCursorFlashTime(flash)
