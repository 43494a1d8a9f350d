"""Lists of picked images, such as a cluster's members: the words of their rows, and the way back to the list before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.queues import PICKED, Queue
from gui.items import Hint
from gui.queue_bar import QueueBar, titles


def title_of(queue: Queue) -> str:
    """What a queue is called."""
    return queue.title if queue.kind == PICKED else titles()[queue.kind]


@dataclass(frozen=True, slots=True)
class Before:
    """A list that was left for one that was picked, to go back to. image: the one at hand there, by its path"""

    run_id: int
    queue: Queue
    text: str
    image: str


class Picking:
    """The lists that were left, one for another; the bar shows the way back to the last one.

    returning: the image to go to in the list that comes, by its path; "" where that does not matter
    """

    def __init__(self, bar: QueueBar) -> None:
        self._bar = bar
        self._left: list[Before] = []
        self._hints: tuple[Queue, Mapping[int, Hint]] = (Queue(), {})
        self.returning = ""

    def leave(self, before: Before, queue: Queue, hints: Mapping[int, Hint], image: str) -> None:
        """A list is left for a picked one. hints: words for the rows of that one; image: the one to go to there."""
        if before.queue != queue:
            self._left.append(before)
        self._hints, self.returning = (queue, hints), image

    def go_back(self) -> Before | None:
        """The list to go back to, which is left no longer."""
        if not self._left:
            return None
        before = self._left.pop()
        self.returning = before.image
        return before

    def come(self) -> str:
        """The image to go to, once."""
        image, self.returning = self.returning, ""
        return image

    @property
    def can_go_back(self) -> bool:
        return bool(self._left)

    def hints(self, queue: Queue) -> Mapping[int, Hint]:
        """Words for the rows of a list, if it was picked with any."""
        picked, hints = self._hints
        return hints if queue == picked else {}

    def shows(self, queue: Queue) -> None:
        """The list shows this queue, or is about to: from one that was chosen there is no way back."""
        if queue.kind != PICKED:
            self._left.clear()
        self._bar.show_back(title_of(self._left[-1].queue) if self._left else "")
