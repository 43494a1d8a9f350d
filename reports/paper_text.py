"""Text for a PDF: the fonts that travel in the file, and any text made safe to be set with them.

The faces are DejaVu's, which matplotlib carries with it: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic and
many signs, but no Chinese, Japanese, Korean or Indian scripts. What they lack is written as its code, \\u72fc, which
says what stands there though not as one would read it; the page in HTML shows it.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reports.direction import in_visual_order, joined
from reports.files import ReportError
from reports.visible import visible

PLAIN, BOLD, MONO = "Hansel", "Hansel-Bold", "Hansel-Mono"
FILES = {PLAIN: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf", MONO: "DejaVuSansMono.ttf"}
THIN, BLANK = "\u202f", "\u00a0"  # lines are broken at the first, which they should not be, and not at the second
JOINERS = "\u200c\u200d"  # they shape what stands beside them and are nothing to be seen


@cache
def load_fonts() -> None:
    """Make the three faces known to reportlab. Raises ReportError if matplotlib's files are not there."""
    folder = _folder()
    for name, file in FILES.items():
        try:
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))
        except OSError as error:
            raise ReportError(f"The font {folder / file} cannot be read, which a PDF needs. Write .html.") from error
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def _folder() -> Path:
    """Where matplotlib keeps its fonts; found without importing it, which takes a while."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise ReportError("A PDF needs the fonts that come with matplotlib, and it is not installed. Write .html.")
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


class Setter:
    """Makes text safe: no markup, no control characters, nothing that the font lacks. lacked: whether it lacked any."""

    def __init__(self) -> None:
        load_fonts()
        self._there = pdfmetrics.getFont(PLAIN).face.charToGlyph
        self.lacked = False

    def safe(self, text: str) -> str:
        """The text as the markup of a paragraph that draws its lines as they are seen (reports/paper_lines.py); line
        ends are kept as breaks."""
        return escape(joined(self._known(text))).replace("\n", "<br/>")

    def plain(self, text: str) -> str:
        """The text on one line, for a place that knows no markup: the footer, the outline."""
        return in_visual_order(self._known(text)).replace("\n", " ")

    def _known(self, text: str) -> str:
        seen = visible(text).replace(THIN, BLANK)
        return "".join(self._one(character) for character in seen if character not in JOINERS)

    def _one(self, character: str) -> str:
        if character == "\n" or ord(character) in self._there:
            return character
        self.lacked = True
        return character.encode("unicode_escape").decode("ascii")
