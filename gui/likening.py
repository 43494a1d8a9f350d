"""More like this: the images of the class of the one at hand whose maps are nearest to its own, as a list in Review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.faults import Stopped
from db.queues import PICKED, Queue
from db.store import Store
from engine.records import PlainError
from gui.items import Hint
from gui.long_work import LongWork, Progress
from gui.said import said
from gui.words import tr, written
from reports.pattern_facts import Step, Watch

if TYPE_CHECKING:
    from gui.window import Window

BAR = "more-like-this"
MOST = 48
Near = tuple[tuple[int, float], ...]  # key and distance, the nearest first


class Likening(QObject):
    """Looks beside the window's thread; after a second a bar tells how far it is, and can stop it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._work = LongWork(window.notices, BAR, self)

    def more(self) -> None:
        """The nearest maps of the class of the image at hand, itself first."""
        window, desk = self._window, self._window.desk
        item, store, run = window.review.current(), desk.store, desk.run
        if store is None or run is None or self._work.going:
            return
        if item is None or item.explanation_id is None:
            window.status.show_passing(tr("this image has no map to be near to"))
            return
        explanation_id, relative, key = item.explanation_id, item.relative, item.key

        def work(progress: Progress) -> Near:
            def watch(step: Step) -> None:
                progress.share = step.done / step.total if step.total else None
                if progress.stopped():
                    raise Stopped

            return self._near(store, run.run_id, explanation_id, watch)

        def done(nearest: Near) -> None:
            shown = desk.run.run_id if desk.run is not None else None
            if store is not desk.store or shown != run.run_id:
                return
            hints = {key: Hint(tr("this one"), tr("the image whose map the others are near to"))}
            told = tr("{distance} from {image}: 0 is energy in the same places, 1 in no common place")
            hints |= {
                other: Hint(tr("{distance} away").format(distance=written(f"{distance:.2f}")),
                            told.format(distance=written(f"{distance:.3f}"), image=relative))
                for other, distance in nearest
            }  # fmt: skip
            title = tr("More like {image}").format(image=relative.rpartition("/")[2])
            queue = Queue(PICKED, picked=(key, *(other for other, _ in nearest)), title=title)
            window.show_review()
            window.review.queueing.pick(run.run_id, queue, hints, relative)

        def failed(error: BaseException) -> None:
            if isinstance(error, Stopped) or store is not desk.store:
                return
            if not isinstance(error, PlainError):
                raise error
            window.show_trouble(said(str(error)))

        self._work.run(tr("Comparing the maps…"), work, done, failed)

    def _near(self, store: Store, run_id: int, explanation_id: int, watch: Watch) -> Near:
        read = self._window.rooms.patterns.signatures.read(store, run_id, None, watch)
        at = read.place_of(explanation_id)
        if at is None:
            raise PlainError(
                tr("The map of this image cannot be used: it is lost, or has no positive part. The list is as before.")
            )
        found = read.nearest(at)[:MOST]
        if not found:
            label = read.label(read.rows[at].target)
            words = tr("This is the only map that explains {label}. The list is as before.")
            raise PlainError(words.format(label=label))
        return tuple((row.key, distance) for row, distance in found)

    def close(self) -> None:
        self._work.close()
