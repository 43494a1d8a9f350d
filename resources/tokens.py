"""The look in one file: colours, spacing and type, used by the window's style and by the report's CSS.

Colours are "#rrggbb"; lengths are CSS pixels (Qt's device-independent pixels); times are milliseconds.
Text on its ground reaches a contrast of 4.5:1, marks 3:1, and in high contrast 7:1 and 4.5:1; tests compute all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Theme:
    """The greys and the accent of one theme."""

    name: str
    ground: str
    panel: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str


DARK = Theme(
    name="dark",
    ground="#16181c",
    panel="#1d2025",
    raised="#262a31",
    line="#31363f",
    text="#e6e8eb",
    quiet="#9aa3ae",
    accent="#5aa9e6",
)

LIGHT = Theme(
    name="light",
    ground="#f6f7f8",
    panel="#ffffff",
    raised="#ffffff",
    line="#dde1e6",
    text="#1b1e23",
    quiet="#5b6470",
    accent="#1769aa",
)

# High contrast: for whoever chooses it, or has a system that asks for it.
DARK_CONTRAST = Theme(
    name="dark-contrast",
    ground="#000000",
    panel="#000000",
    raised="#12151a",
    line="#9aa3ae",
    text="#ffffff",
    quiet="#d6dce4",
    accent="#7cc4ff",
)

LIGHT_CONTRAST = Theme(
    name="light-contrast",
    ground="#ffffff",
    panel="#ffffff",
    raised="#ffffff",
    line="#5b6470",
    text="#000000",
    quiet="#33393f",
    accent="#0a4f8a",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT, DARK_CONTRAST, LIGHT_CONTRAST)}


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """How a verdict is shown: always sign, word and colour together, the same in both themes.

    `colour` is for the mark itself: 3:1 on every ground of both themes, the window's selected rows among them, which
    leaves it little choice of lightness. `ink` is the text on a patch of that colour.
    """

    verdict: str
    sign: str
    word: str
    colour: str
    ink: str


SOUND = VerdictMark("sound", "✓", "sound", "#2a927e", "#0b0d10")
FLAWED = VerdictMark("flawed", "⚑", "flawed", "#ce651f", "#0b0d10")
UNSURE = VerdictMark("unsure", "?", "unsure", "#827ead", "#0b0d10")

VERDICTS = {mark.verdict: mark for mark in (SOUND, FLAWED, UNSURE)}


def _shaded(colours: dict[str, str], ink: str) -> dict[str, VerdictMark]:
    return {name: replace(VERDICTS[name], colour=colour, ink=ink) for name, colour in colours.items()}


# The same hues, lighter on black and darker on white: 4.5:1 on every ground of the theme.
CONTRAST_VERDICTS = {
    DARK_CONTRAST.name: _shaded({"sound": "#3fcbb0", "flawed": "#ff9447", "unsure": "#bdb8f0"}, "#000000"),
    LIGHT_CONTRAST.name: _shaded({"sound": "#0b6656", "flawed": "#9c3c06", "unsure": "#544f8c"}, "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class Space:
    """Steps of distance, px."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741
    xl: int = 24


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type, px. The face is the platform's own; figures are tabular."""

    caption: int = 11
    body: int = 13
    number: int = 20


@dataclass(frozen=True, slots=True)
class Overlay:
    """How an overlay begins: opacity 0 to 1, threshold as a share of the map's scale, the colour map's name.

    With no threshold the lowest colour lies over the whole picture and hides what it shows; at a tenth the picture is
    untouched where the map says next to nothing (see engine.render).
    """

    opacity: float = 0.6
    threshold: float = 0.1
    colours: str = "viridis"


SPACE = Space()
TYPE = Type()
OVERLAY = Overlay()
RADIUS_PX = 6
HAIRLINE_PX = 1
BAR_TOP_PX = 40
BAR_BOTTOM_PX = 28
MOTION_MS = 120
