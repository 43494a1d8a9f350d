"""The list of a run's images: a model over the store's rows, updated in place as results and verdicts arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.rows import ItemRow, Verdict
from gui.project_settings import Blind
from gui.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1
    THUMBNAIL = Qt.ItemDataRole.UserRole + 2
    CAPTION = Qt.ItemDataRole.UserRole + 3


class Items(QAbstractListModel):
    """One row an image, in the run's order. Nothing is decoded before it is looked at."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ItemRow] = []
        self._labels: tuple[str, ...] = ()
        self._by_key: dict[int, int] = {}
        self._by_explanation: dict[int, int] = {}
        self._by_path: dict[str, int] = {}
        self._reviewed = 0
        self._blind = Blind()
        self._thumbnails = thumbnails
        thumbnails.ready.connect(self._thumbnail_came)

    # --- Qt ---

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Role.THUMBNAIL:
            return self._thumbnails.get(str(row.path))
        if role == Qt.ItemDataRole.DisplayRole:
            return row.relative
        if role == Role.CAPTION:
            return self.caption(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            verdict = f", {row.verdict}" if row.verdict else ", not reviewed"
            return f"{row.relative}, {self.caption(row)}{verdict if row.state == 'explained' else ''}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.relative}\n{row.reason}" if row.reason else row.relative
        return None

    # --- rows ---

    def show(self, rows: Sequence[ItemRow], labels: Sequence[str]) -> None:
        """Replace everything: another run, or none."""
        self.beginResetModel()
        self._rows = list(rows)
        self._labels = tuple(labels)
        self._reviewed = sum(row.verdict is not None for row in self._rows)
        self._by_key = {row.key: n for n, row in enumerate(self._rows)}
        self._by_path = {str(row.path): n for n, row in enumerate(self._rows)}
        self._by_explanation = {
            row.explanation_id: n for n, row in enumerate(self._rows) if row.explanation_id is not None
        }
        self.endResetModel()

    def set_blind(self, blind: Blind) -> None:
        """What is hidden of rows without a verdict."""
        if blind != self._blind:
            self._blind = blind
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row(self, n: int) -> ItemRow | None:
        return self._rows[n] if 0 <= n < len(self._rows) else None

    def label(self, index: int | None) -> str:
        """The name of a class of this run."""
        if index is None:
            return ""
        return self._labels[index] if 0 <= index < len(self._labels) else f"class {index}"

    def caption(self, row: ItemRow) -> str:
        """The second line of a row."""
        if row.state == "failed":
            return row.reason or "could not be read"
        if row.state != "explained":
            return "waiting"
        hidden = row.probability is None or self._blind.hides_confidence(row.verdict)
        probability = "" if hidden else f" {row.probability:.2f}"
        predicted = self.label(row.prediction)
        truth = f" · true {row.true_label}" if row.true_label and row.true_label != predicted else ""
        return f"{predicted}{probability}{truth}"

    def position_of_explanation(self, explanation_id: int) -> int | None:
        return self._by_explanation.get(explanation_id)

    def position_of_relative(self, relative: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.relative == relative), None)

    def explained(self, key: int, explanation_id: int, prediction: int, probability: float, target: int) -> None:
        """A row's result has come; its verdict, if it was explained before, no longer belongs to it."""
        at = self._by_key.get(key)
        if at is None:
            return
        old = self._rows[at]
        verdict = old.verdict if old.explanation_id == explanation_id else None
        if old.explanation_id is not None and old.explanation_id != explanation_id:
            self._by_explanation.pop(old.explanation_id, None)
        self._rows[at] = replace(
            old, state="explained", reason=None, explanation_id=explanation_id, prediction=prediction,
            probability=probability, target=target, verdict=verdict,
        )  # fmt: skip
        self._by_explanation[explanation_id] = at
        self._reviewed += (verdict is not None) - (old.verdict is not None)
        self._changed((at,))

    def failed(self, key: int, reason: str) -> None:
        at = self._by_key.get(key)
        if at is not None:
            self._rows[at] = replace(self._rows[at], state="failed", reason=reason)
            self._changed((at,))

    def judged(self, explanation_id: int, verdict: Verdict | None) -> None:
        """A verdict has been committed."""
        at = self._by_explanation.get(explanation_id)
        if at is not None:
            self._reviewed += (verdict is not None) - (self._rows[at].verdict is not None)
            self._rows[at] = replace(self._rows[at], verdict=verdict)
            self._changed((at,))

    def reviewed(self) -> int:
        """Rows with a verdict."""
        return self._reviewed

    def in_state(self, state: str) -> int:
        return sum(row.state == state for row in self._rows)

    def first_in_state(self, state: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.state == state), None)

    def _changed(self, positions: Iterable[int]) -> None:
        for at in positions:
            index = self.index(at)
            self.dataChanged.emit(index, index)

    def _thumbnail_came(self, path: str) -> None:
        at = self._by_path.get(path)
        if at is not None:
            index = self.index(at)
            self.dataChanged.emit(index, index, [int(Role.THUMBNAIL)])
