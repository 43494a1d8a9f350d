"""What is to go into a bundle."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.tokens import S8, S12, S16
from gui.words import tr
from gui.wrapping import size_dialog
from reports.visible import visible


@dataclass(frozen=True, slots=True)
class Contents:
    """reviews: of everyone, with all that they are about; run: also all explanations of the run that is shown, reviewed
    or not; maps: also the maps of all these explanations."""

    reviews: bool = True
    run: bool = False
    maps: bool = False


class BundleDialog(QDialog):
    """Accepted, ``contents()`` is what was chosen. has_run: a run is shown that can go along."""

    def __init__(self, project: str, *, has_reviews: bool, has_run: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export bundle"))
        size_dialog(self, 520, 320)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S8)
        column.addWidget(_label(tr("Export a bundle of {name}").format(name=visible(project)), "headline"))
        about = tr(
            "One file that carries reviews to another machine, where they are merged in. Images do not travel: they "
            "are found there if they lie at the same path."
        )
        column.addWidget(_label(about, "quiet"))
        column.addSpacing(S8)
        self.reviews = QCheckBox(tr("Reviews of everyone, with what they are about"))
        self.run = QCheckBox(tr("All explanations of the run that is shown, reviewed or not"))
        self.maps = QCheckBox(tr("The maps of these explanations"))
        self.reviews.setChecked(has_reviews)
        self.reviews.setEnabled(has_reviews)
        self.run.setEnabled(has_run)
        self.run.setChecked(has_run and not has_reviews)
        for box in (self.reviews, self.run, self.maps):
            column.addWidget(box)
            box.toggled.connect(self._offer)
        self.hint = _label(" ", "quiet")
        column.addWidget(self.hint)
        column.addSpacing(S12)
        row = QHBoxLayout()
        row.setSpacing(S8)
        row.addStretch(1)
        self.do = QPushButton(tr("Choose file…"))
        self.do.setProperty("kind", "primary")
        self.do.setDefault(True)
        self.do.clicked.connect(self.accept)
        self.leave = QPushButton(tr("Cancel"))
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.do)
        row.addWidget(self.leave)
        column.addLayout(row)
        self._offer()

    def contents(self) -> Contents:
        return Contents(self.reviews.isChecked(), self.run.isChecked(), self.maps.isChecked())

    def _offer(self) -> None:
        chosen = self.contents()
        self.do.setEnabled(chosen.reviews or chosen.run)
        if not chosen.reviews and not chosen.run:
            hint = tr("Choose what goes into it.")
        elif not chosen.reviews:
            hint = tr("Without reviews: for someone who is to review blind.")
        elif not chosen.maps:
            hint = tr("Without maps the other side sees predictions and evidence only, unless it has the run already.")
        else:
            hint = " "
        self.hint.setText(hint)


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    return label
