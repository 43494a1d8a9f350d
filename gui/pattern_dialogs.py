"""Questions about a cluster of maps: what it is called, and why all of it is flawed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.cluster_state import MOST_NAME, checked_name
from db.faults import StoreError
from gui.labels import label
from gui.style import px
from gui.tokens import S4, S8, S12, S16
from gui.words import count, plural, tr
from gui.wrapping import WrappedLabel
from reports.visible import visible
from resources.reasons import Reason

WIDTH = 480


class NameDialog(QDialog):
    """Accepted, ``text()`` is the name. taken: names of other clusters of the run."""

    def __init__(self, about: str, name: str, taken: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Name a cluster"))
        self._taken = {one.casefold() for one in taken}
        column = _column(self)
        column.addWidget(_wrapped(tr("What is this cluster called?"), "headline"))
        column.addWidget(_wrapped(about, "quiet"))
        self.field = QLineEdit(name)
        self.field.setMaxLength(MOST_NAME)
        self.field.setAccessibleName(tr("Name of the cluster"))
        self.field.setPlaceholderText(tr("what its maps look at, in a few words"))
        self.field.selectAll()
        self.field.textChanged.connect(self._look)
        column.addWidget(self.field)
        self.hint = _wrapped(" ", "quiet")
        column.addWidget(self.hint)
        self.do = QPushButton(tr("Keep name"))
        self.leave = QPushButton(tr("Cancel"))
        _buttons(self, column, self.do, self.leave)
        self.do.setDefault(True)
        self._look(name)
        self.field.setFocus()

    def text(self) -> str:
        return " ".join(self.field.text().split())

    def _look(self, _: str) -> None:
        name = self.text()
        try:
            good = bool(checked_name(name))
        except StoreError:
            good = False
        taken = name.casefold() in self._taken
        self.do.setEnabled(good and not taken)
        self.hint.setText(tr("Another cluster of this run is called so. Choose another name.") if taken else " ")


class FlagDialog(QDialog):
    """Accepted, all members that the reviewer has not judged are to be flagged, for ``reasons()``."""

    def __init__(
        self, name: str, members: int, judged: int, reviewer: str, reasons: Sequence[Reason], parent: QWidget
    ) -> None:
        """judged: of the members, those that the reviewer has a verdict on already."""
        super().__init__(parent)
        self.setWindowTitle(tr("Flag a cluster"))
        left = members - judged
        column = _column(self)
        question = plural(left, "Flag 1 image as flawed?", "Flag {n} images as flawed?")
        column.addWidget(_wrapped(question, "headline"))
        about = tr(
            "All of “{name}” get a flawed verdict of {who}'s. Nobody looks at each of them for that: the history says "
            "that they were flagged as one, and rates count these flags like any others. One Undo takes all of it back."
        )
        column.addWidget(_wrapped(about.format(name=visible(name), who=visible(reviewer)), "quiet"))
        if judged:
            kept = plural(judged, "1 has a verdict of yours already, which stays.",
                          "{n} have a verdict of yours already, which stays.")  # fmt: skip
            column.addWidget(_wrapped(kept, "quiet"))
        column.addSpacing(S4)
        column.addWidget(label("strong", text=tr("Why")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(S16)
        grid.setVerticalSpacing(S4)
        self.boxes: list[tuple[str, QCheckBox]] = []
        for at, reason in enumerate(reasons):
            box = QCheckBox(visible(tr(reason.title)).replace("&", "&&"))
            box.setToolTip(visible(tr(reason.meaning)) if reason.meaning else "")
            self.boxes.append((reason.id, box))
            grid.addWidget(box, at // 2, at % 2)
        column.addLayout(grid)
        self.do = QPushButton(tr("Flag {n}").format(n=count(left)))
        self.leave = QPushButton(tr("Cancel"))
        self.do.setEnabled(left > 0)
        column.addSpacing(S8)
        _buttons(self, column, self.do, self.leave)
        self.leave.setDefault(True)
        self.leave.setFocus()

    def reasons(self) -> tuple[str, ...]:
        return tuple(reason for reason, box in self.boxes if box.isChecked())


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(S16, S16, S16, S16)
    column.setSpacing(S8)
    return column


def _wrapped(text: str, kind: str) -> WrappedLabel:
    """Of the dialog's width from the start, so that its height is known before it is shown."""
    made = WrappedLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setFixedWidth(px(WIDTH))
    made.resize(px(WIDTH), made.height())
    made.setText(text)
    return made


def _buttons(dialog: QDialog, column: QVBoxLayout, do: QPushButton, leave: QPushButton) -> None:
    do.setProperty("kind", "primary")
    do.clicked.connect(dialog.accept)
    leave.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.setSpacing(S12)
    row.addStretch(1)
    row.addWidget(do)
    row.addWidget(leave)
    column.addLayout(row)
