"""Two of the explanations that stand side by side: laid over each other, or one taken from the other."""

from __future__ import annotations

from PySide6.QtCore import QObject

from db.same_image import Kept
from db.store import Store
from engine.records import PlainError
from gui import side_words
from gui.background import Background
from gui.canvas import Subject
from gui.difference_view import Compared, compare
from gui.said import said
from gui.side_page import SidePage
from gui.words import tr

Two = tuple[Kept | None, Kept | None]


def subject(image: Subject, one: Kept | None) -> Subject:
    """The picture of an explanation over the file at hand, which has the same bytes; the image alone without one."""
    if one is None:
        return image
    return Subject(image.name, image.path, one.row.explanation_id, one.row.geometry)


class SidePair(QObject):
    """Fills the parts of the page for two; maps are read and compared beside the window's thread, and only the newest
    question is answered."""

    def __init__(self, page: SidePage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._reader = Background(1, "side-pair", self)
        self._number = 0

    def close(self) -> None:
        self._reader.close()

    def forget(self) -> None:
        """What is being compared is of no use any more."""
        self._number += 1

    def show(self, store: Store, image: Subject, two: Two, at: tuple[int, int], own: int | None) -> None:
        """Show two explanations as the page's mode has it. at: in which views they stand; own: the explanation that
        verdicts are for."""
        self.forget()
        letters = (side_words.LETTERS[at[0]], side_words.LETTERS[at[1]])
        if self._page.mode == "swipe":
            self._swipe(image, two, letters, own)
        elif self._page.mode == "difference":
            self._take_away(store, image, two, letters)

    def _swipe(self, image: Subject, two: Two, letters: tuple[str, str], own: int | None) -> None:
        swipe = self._page.swipe
        assert swipe is not None
        swipe.share_scale(side_words.reach(two))
        left, right = (
            (subject(image, one), side_words.over(letter, one, own)) for letter, one in zip(letters, two, strict=True)
        )
        swipe.show_pair((left[0], right[0]), (left[1], right[1]))

    def _take_away(self, store: Store, image: Subject, two: Two, letters: tuple[str, str]) -> None:
        view, figures, number = self._page.difference, self._page.figures, self._number
        first, second = two
        assert view is not None
        assert figures is not None
        view.say(tr("{second} less {first}").format(first=letters[0], second=letters[1]))
        if first is None or second is None:
            figures.say(tr("A difference takes two explanations. One of the two is not there for this image."))
            return
        if first.beside.explanation_id == second.beside.explanation_id:
            figures.say(tr("Both are the same explanation. Choose two."))
            return
        figures.say(tr("Comparing the maps…"))

        def done(compared: Compared) -> None:
            if number == self._number:
                figures.show_figures(compared, letters)
                if compared.found is not None:
                    view.show_difference(image, compared.found, letters)

        def trouble(error: BaseException) -> None:
            # A project that was closed meanwhile is no trouble.
            if number == self._number and isinstance(error, PlainError):
                figures.say(said(str(error)))

        self._reader.run(lambda: compare(store, first.row, second.row, letters), done, trouble)
