"""The tokens of ``resources/tokens.py``, and what only a window needs: edges of controls, text on accent."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from resources import tokens as base

RING = 2


@dataclass(frozen=True, slots=True)
class Theme(base.Theme):
    """A theme of the window, colours as #rrggbb.

    edge:      border of a control and text of a disabled one, 3:1 against panel
    on_accent: text on accent
    selection: ground of a selected row
    grid:      lines of a chart, and what a bar lies on: behind the data, which say the same in figures
    ring:      width of the ring around what has the keyboard, px; arrow: the file of an arrow is chevron-{arrow}.svg
    marks:     how verdicts are shown
    """

    edge: str = ""
    on_accent: str = ""
    selection: str = ""
    grid: str = ""
    ring: int = RING
    arrow: str = "grey"
    marks: tuple[base.VerdictMark, ...] = tuple(base.VERDICTS.values())

    @property
    def in_contrast(self) -> bool:
        """Whether it is one of high contrast."""
        return self.ring > RING

    def mark(self, verdict: str) -> base.VerdictMark:
        """How a verdict is shown; its colour serves for warnings and what is out of the ordinary too."""
        return next(one for one in self.marks if one.verdict == verdict)


def _window(theme: base.Theme, **more: Any) -> Theme:
    return Theme(**{f.name: getattr(theme, f.name) for f in fields(base.Theme)}, **more)


def _in_contrast(theme: base.Theme, **more: Any) -> Theme:
    return _window(theme, ring=3, marks=tuple(base.CONTRAST_VERDICTS[theme.name].values()), **more)


DARK = _window(base.DARK, edge="#6d7683", grid=base.DARK.line, on_accent="#10151b", selection="#24394b")
LIGHT = _window(base.LIGHT, edge="#858d98", grid=base.LIGHT.line, on_accent="#ffffff", selection="#dcebf7")
DARK_CONTRAST = _in_contrast(
    base.DARK_CONTRAST, edge="#b4bcc8", grid="#454d58", on_accent="#000000", selection="#0a3050", arrow="white"
)
LIGHT_CONTRAST = _in_contrast(
    base.LIGHT_CONTRAST, edge="#4a525c", grid="#bcc4ce", on_accent="#ffffff", selection="#d3e9ff", arrow="black"
)
VERDICT_COLOURS: dict[str, str] = {name: mark.colour for name, mark in base.VERDICTS.items()}

S4, S8, S12, S16, S24 = base.SPACE.xs, base.SPACE.s, base.SPACE.m, base.SPACE.l, base.SPACE.xl
RADIUS = base.RADIUS_PX
BODY, CAPTION, NUMBER = base.TYPE.body, base.TYPE.caption, base.TYPE.number
TOP_BAR, STATUS_BAR = base.BAR_TOP_PX, base.BAR_BOTTOM_PX
OVERLAY_OPACITY, OVERLAY_THRESHOLD = base.OVERLAY.opacity, base.OVERLAY.threshold
OVERLAY_COLOURS = base.OVERLAY.colours
COLOUR_MAPS = ("viridis", "magma", "cividis")
