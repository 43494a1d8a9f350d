"""Why the image at hand stands where it does in *Most suspicious first*: a fold of the panel."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.unusual import Standing
from gui import why_words
from gui.labels import column, label
from gui.tokens import S8
from gui.words import tr

MOST = 3  # figures there are


class WhyBox(QWidget):
    """Where it stands, its figures with the unusual ones marked, what follows, and how the place is made."""

    def __init__(self) -> None:
        super().__init__()
        self._place = label("strong", wrap=True)
        self._summary = label(wrap=True)
        self._figures = [label(wrap=True) for _ in range(MOST)]
        self._follows = label("quiet", wrap=True)
        self._how = label("caption", wrap=True)
        inside = column(self, S8)
        self._all = (self._place, self._summary, *self._figures, self._follows, self._how)
        for one in self._all:
            inside.addWidget(one)
        self.say("")

    def say(self, words: str) -> None:
        """Nothing is known yet, or ever, and why."""
        self._fill(words, "", (), "", "")

    def show_standing(self, one: Standing, label_of: str, *, so_far: bool) -> None:
        """label_of: the class that it was predicted as; so_far: more images are on their way."""
        place = why_words.place(one)
        if so_far:
            place = tr("{place}, of those explained so far").format(place=place)
        self._fill(place, why_words.summary(one), why_words.lines(one, label_of), why_words.follows(one),
                   why_words.how() if one.figures else "")  # fmt: skip

    def _fill(self, place: str, summary: str, lines, follows: str, how: str) -> None:  # type: ignore[no-untyped-def]
        said = [text for _, text in lines]
        texts = (place, summary, *said, *[""] * (MOST - len(said)), follows, how)
        for one, text in zip(self._all, texts, strict=True):
            one.setText(text)
            one.setVisible(bool(text))
        for one, (named, text) in zip(self._figures, lines, strict=False):
            one.setText(f"⚑ {text}" if named else text)
            one.setProperty("kind", "" if named else "quiet")
            one.style().unpolish(one)
            one.style().polish(one)

    def texts(self) -> list[str]:
        """Every sentence in it, from top to bottom."""
        return [one.text() for one in self._all if one.text()]
