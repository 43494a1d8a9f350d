"""Why is this suspicious: asked of the image at hand, told in the panel. The maps are compared beside the window's
thread, once for a run; further images are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.store import Store
from db.unusual import Standing
from engine.records import PlainError
from gui.said import said
from gui.suspects import Ranking, Suspects
from gui.words import count, tr

if TYPE_CHECKING:
    from gui.window import Window

FOLD = "why"


class Why(QObject):
    """Asks while its fold is open, and only then: each map of the run is read for it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._suspects = Suspects(self)
        self._suspects.told.connect(self._tell)
        self._known: dict[int, Standing] = {}
        self._of: tuple[Store, int] | None = None  # whose they are
        self._explained = 0  # how many had an explanation when they were compared
        self._asking = False
        self._reveal = False  # the fold is to be brought into sight with what comes

    def build(self) -> None:
        """Second half of making it: the parts that it speaks through."""
        panel = self._window.review.panel
        self.fold, self.box = panel.folds[FOLD], panel.why
        self.fold.turned.connect(lambda _, opened: self._show(anew=opened))
        self._window.review.moved.connect(self._show)
        self._window.review.changed.connect(self._show)
        self._window.desk.closing.connect(self._forget)

    def turn(self) -> None:
        """Open the fold and go there, or fold it."""
        if self.fold.opened:
            self.fold.set_opened(False)
            self._window.review.focus_picture()
            return
        self._window.review.show_panel()
        self.fold.set_opened(True)
        self._reveal = True
        self._show()
        self.fold.take_keyboard()

    def close(self) -> None:
        self._suspects.close()

    def _forget(self) -> None:
        self._suspects.stop()
        self._known, self._of, self._asking = {}, None, False

    def _show(self, *, anew: bool = False) -> None:
        """The image at hand, from what is known; anew: where images were explained since, compare again."""
        window = self._window
        item, store, run = window.review.current(), window.desk.store, window.desk.run
        self.fold.setVisible(item is not None and item.state == "explained")
        if not self.fold.opened or item is None or item.state != "explained" or store is None or run is None:
            return
        if self._of is None or self._of[0] is not store or self._of[1] != run.run_id:
            self._forget()
        items, one = window.review.items, self._known.get(item.key)
        if one is None or (anew and items.in_state("explained") != self._explained):
            self._compare(store)
        if one is not None:
            self.box.show_standing(one, items.label(one.group), so_far=items.in_state("waiting") > 0)
            self.fold.describe(" ".join(self.box.texts()))
            if self._reveal:
                self._reveal = False
                # Once the texts have their height.
                QTimer.singleShot(0, self, lambda: window.review.panel.scroll_to(self.fold))

    def _compare(self, store: Store) -> None:
        run = self._window.desk.run
        assert run is not None
        of = (store, run.run_id)
        if self._asking and self._of == of:
            return
        self._of, self._asking = of, True
        explained = self._window.review.items.in_state("explained")
        self.box.say(tr("Comparing the maps…"))

        def came(found: Ranking) -> None:
            if self._of != of:
                return
            self._known, self._explained, self._asking = found.standings, explained, False
            item = self._window.review.current()
            if item is not None and item.key not in self._known:
                self.box.say(tr("It was explained while the maps were compared. Ask again."))
                return
            self._show()

        def broke(error: BaseException) -> None:
            self._asking = False
            if not isinstance(error, PlainError):
                raise error
            self.box.say(said(str(error)))

        self._suspects.rank(store, run, came, broke)

    def _tell(self, done: int, total: int) -> None:
        if not self._known:
            self.box.say(tr("Comparing the maps… {done} of {all}").format(done=count(done), all=count(total)))
