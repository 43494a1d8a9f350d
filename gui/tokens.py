"""The tokens of ``resources/tokens.py``, and what only a window needs: edges of controls, text on accent."""

from __future__ import annotations

from dataclasses import dataclass, fields

from resources import tokens as base


@dataclass(frozen=True, slots=True)
class Theme(base.Theme):
    """A theme of the window, colours as #rrggbb.

    edge:      border of a control and text of a disabled one, 3:1 against panel
    on_accent: text on accent
    selection: ground of a selected row
    """

    edge: str = ""
    on_accent: str = ""
    selection: str = ""


def _window(theme: base.Theme, **more: str) -> Theme:
    return Theme(**{f.name: getattr(theme, f.name) for f in fields(base.Theme)}, **more)


DARK = _window(base.DARK, edge="#6d7683", on_accent="#10151b", selection="#24394b")
LIGHT = _window(base.LIGHT, edge="#858d98", on_accent="#ffffff", selection="#dcebf7")
VERDICT_COLOURS: dict[str, str] = {name: mark.colour for name, mark in base.VERDICTS.items()}

S4, S8, S12, S16, S24 = base.SPACE.xs, base.SPACE.s, base.SPACE.m, base.SPACE.l, base.SPACE.xl
RADIUS = base.RADIUS_PX
BODY, CAPTION, NUMBER = base.TYPE.body, base.TYPE.caption, base.TYPE.number
TOP_BAR, STATUS_BAR = base.BAR_TOP_PX, base.BAR_BOTTOM_PX
OVERLAY_OPACITY, OVERLAY_THRESHOLD = base.OVERLAY.opacity, base.OVERLAY.threshold
OVERLAY_COLOURS = base.OVERLAY.colours
COLOUR_MAPS = ("viridis", "magma", "cividis")
