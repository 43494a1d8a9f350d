"""The list of a run's images: a model over the store's rows, updated in place as results and verdicts arrive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from db.rows import ItemRow, Verdict
from gui import terms
from gui.project_settings import Blind
from gui.said import said
from gui.thumbnails import Thumbnails
from gui.words import count, likelihood, sentence, tr
from reports.labels import match_labels
from reports.visible import visible

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1
    THUMBNAIL = Qt.ItemDataRole.UserRole + 2
    CAPTION = Qt.ItemDataRole.UserRole + 3
    HINT = Qt.ItemDataRole.UserRole + 4
    DISPUTED = Qt.ItemDataRole.UserRole + 5


@dataclass(frozen=True, slots=True)
class Hint:
    """A few words for a row, and the same in full for its tooltip and for who hears it read."""

    short: str
    full: str


NO_HINT = Hint("", "")


class Items(QStringListModel):
    """One row an image; all of a run in its order, or those of a queue in the queue's. Nothing is decoded before it is
    looked at.

    A model of strings only so that Qt counts the rows without asking Python, which laying out a list does once a row:
    .2 s of 100,000. The strings are empty; what a row says is in ``data``.

    Places (``row``, ``position_of_...``) are those of the list as it is shown; counts are of the whole run, unless they
    say ``shown``.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ItemRow] = []
        self._order: list[int] | None = None
        self._places: dict[int, int] = {}
        self._hints: dict[int, Hint] = {}
        self._disputed: frozenset[int] = frozenset()
        self._labels: tuple[str, ...] = ()
        self._by_key: dict[int, int] = {}
        self._by_explanation: dict[int, int] = {}
        # Of the images whose thumbnail was asked for.
        self._by_path: dict[str, int] = {}
        self._reviewed = self._reviewed_shown = 0
        self._states: Counter[str] = Counter()
        self._blind = Blind()
        self._thumbnails = thumbnails
        thumbnails.ready.connect(self._thumbnail_came)

    # --- Qt ---

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Role.THUMBNAIL:
            path = row.path
            self._by_path[path] = self._by_key[row.key]
            return self._thumbnails.get(path)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.relative
        if role == Role.CAPTION:
            return self.caption(row)
        if role == Role.DISPUTED:
            return self.is_disputed(row)
        if role == Role.HINT:
            return self._hints.get(row.key, NO_HINT).short
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = [row.relative, said(row.reason or ""), self._hints.get(row.key, NO_HINT).full]
            parts += [tr("reviewers disagree")] if self.is_disputed(row) else []
            return "\n".join(part for part in parts if part)
        return None

    # --- rows ---

    def show(self, rows: Sequence[ItemRow], labels: Sequence[str]) -> None:
        """Replace everything: another run, or none."""
        self._rows = list(rows)
        self._order, self._places, self._hints, self._disputed = None, {}, {}, frozenset()
        self._labels = tuple(labels)
        self._reviewed = sum(row.verdict is not None for row in self._rows)
        self._by_key = {row.key: n for n, row in enumerate(self._rows)}
        self._by_path = {}
        self._states = Counter(row.state for row in self._rows)
        self._by_explanation = {
            row.explanation_id: n for n, row in enumerate(self._rows) if row.explanation_id is not None
        }
        self._reset()

    def _reset(self) -> None:
        """As many rows as are to be shown."""
        self.setStringList([""] * (len(self._rows) if self._order is None else len(self._order)))

    def set_blind(self, blind: Blind) -> None:
        """What is hidden of rows without a verdict."""
        if blind != self._blind:
            self._blind = blind
            if self.rowCount():
                self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def choose(self, keys: Sequence[int] | None, hints: Mapping[int, Hint] | None = None) -> None:
        """Show only these images, in this order; None for all. hints: a few words for the rows of some."""
        self._hints = dict(hints or {})
        if keys is None:
            self._order, self._places = None, {}
        else:
            self._order = [self._by_key[key] for key in keys if key in self._by_key]
            self._places = {at: place for place, at in enumerate(self._order)}
        self._reviewed_shown = sum(self._rows[at].verdict is not None for at in self._places)
        self._reset()

    def is_disputed(self, row: ItemRow) -> bool:
        """Also between an undo and the news of it nothing is told that the reviewer may not know."""
        return row.key in self._disputed and not self._blind.hides_reviews(row.verdict)

    def show_disputed(self, keys: frozenset[int]) -> None:
        """The images that reviewers disagree on, as far as the reviewer may know."""
        changed, self._disputed = self._disputed ^ keys, keys
        self._changed(at for key in changed if (at := self._by_key.get(key)) is not None)

    @property
    def chosen(self) -> bool:
        """Whether the list shows a choice of the run."""
        return self._order is not None

    @property
    def hinted(self) -> bool:
        """Whether any row has a hint."""
        return bool(self._hints)

    def row(self, n: int) -> ItemRow | None:
        if not 0 <= n < self.rowCount():
            return None
        return self._rows[n] if self._order is None else self._rows[self._order[n]]

    def rows(self) -> Sequence[ItemRow]:
        """All images of the run, in its order."""
        return self._rows

    def total(self) -> int:
        return len(self._rows)

    def _place(self, at: int | None) -> int | None:
        """Where an image of the run is in the list as it is shown."""
        if at is None or self._order is None:
            return at
        return self._places.get(at)

    def label(self, index: int | None) -> str:
        """The name of a class of this run."""
        if index is None:
            return ""
        return self._labels[index] if 0 <= index < len(self._labels) else tr("class {n}").format(n=index)

    def caption(self, row: ItemRow) -> str:
        """The second line of a row."""
        if row.state == "failed":
            return said(row.reason or "") or tr("could not be read")
        if row.state != "explained":
            return tr("waiting")
        hidden = row.probability is None or self._blind.hides_confidence(row.verdict)
        probability = "" if hidden else f" {likelihood(row.probability)}"
        predicted = self.label(row.prediction)
        if row.true_label and row.true_label != predicted:
            return f"{predicted}{probability} · " + tr("true {label}").format(label=row.true_label)
        return f"{predicted}{probability}"

    def spoken(self, n: int) -> str:
        """A row as it is read out: its place, its name, what the model said, whether that is right, what one has said
        of it. "12 of 200: wolf/0412.jpg. Predicted husky, 0.970; true wolf, not husky. Not reviewed." """
        row = self.row(n)
        if row is None:
            return ""
        place = tr("{n} of {all}: {image}.")
        parts = [place.format(n=count(n + 1), all=count(self.rowCount()), image=visible(row.relative))]
        if row.state != "explained":
            parts.append(f"{self.caption(row)}.")
        else:
            hidden = row.probability is None or self._blind.hides_confidence(row.verdict)
            predicted = visible(self.label(row.prediction))
            words = tr("Predicted {label}") if hidden else tr("Predicted {label}, {probability}")
            words = words.format(label=predicted, probability="" if hidden else likelihood(row.probability or 0.0))
            if row.true_label:
                right = match_labels([row.true_label], self._labels)[row.true_label] == row.prediction
                words += "; " + (tr("true: {label}, as predicted") if right else tr("true: {label}, not {predicted}"))
                words = words.format(label=visible(row.true_label), predicted=predicted)
            parts.append(f"{words}.")
            said_of_it = tr("{verdict} by you.").format(verdict=terms.verdict(row.verdict)) if row.verdict else ""
            parts.append(sentence(said_of_it) or tr("Not reviewed."))
        parts += [tr("Reviewers disagree.")] if self.is_disputed(row) else []
        parts += [f"{self._hints[row.key].full}."] if row.key in self._hints else []
        return " ".join(parts)

    def position_of_explanation(self, explanation_id: int) -> int | None:
        return self._place(self._by_explanation.get(explanation_id))

    def position_of_relative(self, relative: str) -> int | None:
        return self._place(next((n for n, row in enumerate(self._rows) if row.relative == relative), None))

    def row_of_explanation(self, explanation_id: int) -> ItemRow | None:
        """Also where it is not in the list that is shown."""
        at = self._by_explanation.get(explanation_id)
        return None if at is None else self._rows[at]

    def position_near(self, relative: str) -> int:
        """An image's place; where it is not shown, that of the next one in the run that is, else of the first."""
        at = next((n for n, row in enumerate(self._rows) if row.relative == relative), 0)
        if self._order is None:
            return at
        later = [(found, place) for found, place in self._places.items() if found >= at]
        return min(later)[1] if later else 0

    def named(self, part: str, after: int) -> int | None:
        """The next place after one, round to it again, whose name has a part in it; case counts for nothing."""
        number, part = self.rowCount(), part.casefold()
        for step in range(1, number + 1):
            place = (after + step) % number
            row = self.row(place)
            if row is not None and part in row.relative.casefold():
                return place
        return None

    def next_unreviewed(self, after: int) -> int | None:
        """The next place after one, round to it again, that is explained and has no verdict of the reviewer's."""
        number = self.rowCount()
        for step in range(1, number + 1):
            place = (after + step) % number
            row = self.row(place)
            if row is not None and row.state == "explained" and row.verdict is None:
                return place
        return None

    def explained(self, key: int, explanation_id: int, prediction: int, probability: float, target: int) -> None:
        """A row's result has come; its verdict, if it was explained before, no longer belongs to it."""
        at = self._by_key.get(key)
        if at is None:
            return
        old = self._rows[at]
        verdict = old.verdict if old.explanation_id == explanation_id else None
        if old.explanation_id is not None and old.explanation_id != explanation_id:
            self._by_explanation.pop(old.explanation_id, None)
        self._rows[at] = old._replace(
            state="explained", reason=None, explanation_id=explanation_id, prediction=prediction,
            probability=probability, target=target, verdict=verdict,
        )  # fmt: skip
        self._states[old.state] -= 1
        self._states["explained"] += 1
        self._by_explanation[explanation_id] = at
        self._count(at, (verdict is not None) - (old.verdict is not None))
        self._changed((at,))

    def failed(self, key: int, reason: str) -> None:
        at = self._by_key.get(key)
        if at is not None:
            old = self._rows[at]
            self._rows[at] = old._replace(state="failed", reason=reason)
            self._states[old.state] -= 1
            self._states["failed"] += 1
            self._changed((at,))

    def judged(self, explanation_id: int, verdict: Verdict | None) -> None:
        """A verdict has been committed."""
        at = self._by_explanation.get(explanation_id)
        if at is not None:
            self._count(at, (verdict is not None) - (self._rows[at].verdict is not None))
            self._rows[at] = self._rows[at]._replace(verdict=verdict)
            self._changed((at,))

    def _count(self, at: int, more: int) -> None:
        """So many more verdicts on an image of the run: 1, 0 or -1."""
        self._reviewed += more
        if at in self._places:
            self._reviewed_shown += more

    def reviewed(self) -> int:
        """Rows with a verdict."""
        return self._reviewed

    def reviewed_shown(self) -> int:
        """Of the rows that are shown, those with a verdict."""
        return self._reviewed if self._order is None else self._reviewed_shown

    def in_state(self, state: str) -> int:
        """How many images of the run are explained, failed or waiting."""
        return self._states[state]

    def first_in_state(self, state: str) -> int | None:
        found = (self.row(n) for n in range(self.rowCount()))
        return next((n for n, row in enumerate(found) if row is not None and row.state == state), None)

    def _changed(self, positions: Iterable[int]) -> None:
        for at in positions:
            place = self._place(at)
            if place is not None:
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def _thumbnail_came(self, path: str) -> None:
        at = self._place(self._by_path.get(path))
        if at is not None:
            index = self.index(at)
            self.dataChanged.emit(index, index, [int(Role.THUMBNAIL)])
