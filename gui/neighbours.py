"""What is known of the images beside the one at hand, so that they can be drawn before they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from db.rows import ExplanationRow, ItemRow
from db.store import Store
from gui.canvas import Subject
from gui.desk import Desk

STEPS = (1, -1, 2)
KEPT = 64


class Neighbours:
    """Explanations read lately, or ahead; they never change once they are kept. Of one window, in its thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: OrderedDict[int, ExplanationRow] = OrderedDict()
        self._turn = 0

    def clear(self) -> None:
        """Another run, or its folder is another now."""
        self._known.clear()
        self._turn += 1

    def get(self, explanation_id: int) -> ExplanationRow | None:
        """An explanation, if it is known."""
        found = self._known.get(explanation_id)
        if found is not None:
            self._known.move_to_end(explanation_id)
        return found

    def learn(self, row: ExplanationRow) -> None:
        """Keep it; the one that was wanted longest ago goes."""
        self._known[row.explanation_id] = row
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def subjects(self, rows: Sequence[ItemRow | None]) -> tuple[Subject, ...]:
        """Those of the rows that can be drawn by now."""
        made = []
        for row in rows:
            if row is None or row.state == "failed":
                continue
            if row.explanation_id is None:
                made.append(Subject(row.relative, row.path))
            elif (known := self._known.get(row.explanation_id)) is not None:
                made.append(Subject(row.relative, row.path, row.explanation_id, known.geometry))
        return tuple(made)

    def read(self, rows: Sequence[ItemRow | None], then: Callable[[], object]) -> None:
        """Read what is not known of the rows; ``then`` if there was any, unless another run is shown by then."""
        ids = [row.explanation_id for row in rows if row is not None and row.explanation_id is not None]
        missing, turn = [one for one in ids if one not in self._known], self._turn
        if not missing:
            return

        def work(store: Store) -> list[ExplanationRow]:
            return [store.explanation(one) for one in missing]

        def came(found: list[ExplanationRow]) -> None:
            if turn == self._turn:
                for row in found:
                    self.learn(row)
                then()

        self._desk.read(work, came)
