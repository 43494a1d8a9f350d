"""What is to go into a report, and what that comes to, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.extent import Extent
from db.rows import RunRow
from gui.choice import Choice
from gui.labels import hairline, label
from gui.number import Number
from gui.pick_list import PickList
from gui.report_choice import PICTURED, ReportChoice
from gui.report_words import KINDS, told, told_more, unseen
from gui.runs_box import run_words
from gui.style import px
from gui.tokens import S4, S8, S12, S16
from gui.words import tr
from gui.wrapping import WrappedLabel, size_dialog
from reports.options import GALLERY_MOST
from reports.visible import visible

WAIT_MS = 120
WIDTH, HEIGHT = 640, 600
# count(choice, then): asks how much a choice comes to; then(Extent, or plain words of what went wrong).
Count = Callable[[ReportChoice, Callable[[Extent | str], object]], object]


class ReportDialog(QDialog):
    """Accepted, ``choice()`` is what was chosen. What it comes to is counted while it is chosen.

    shown: the number of the run that is shown; blind: the reviewer from whom the reports of others are hidden until
    the own verdict, or None
    """

    def __init__(
        self, project: str, runs: Sequence[RunRow], people: Sequence[str], shown: int, choice: ReportChoice,
        *, count: Count, blind: str | None, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(tr("Export report"))
        self._runs = {run.run_id: run for run in runs}
        self._shown, self._count, self._blind = shown, count, blind
        self._asked = 0
        self.extent: Extent | None = None
        self.kind = Choice()
        for suffix, words in KINDS.items():
            self.kind.addItem(tr(words), suffix)
        self.runs = PickList(tr("Runs"))
        self.classes = PickList(tr("Classes"), tr("All classes"))
        self.people = PickList(tr("Reviews by"), tr("Everybody's reviews"))
        self.pseudonyms = QCheckBox(tr("Call people reviewer 1, reviewer 2, …"))
        self.gallery = Number()
        self.gallery.setRange(0, GALLERY_MOST)
        self.gallery.setFixedWidth(px(72))
        self.gallery.setAccessibleName(tr("Most flawed explanations that are pictured"))
        self.said, self.more, self.warning = WrappedLabel(), WrappedLabel(), WrappedLabel()
        self.said.setProperty("kind", "strong")
        self.more.setProperty("kind", "quiet")
        for one in (self.said, self.more, self.warning):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self.only_mine, self.do, self.leave = QPushButton(tr("Only my reviews")), QPushButton(), QPushButton()
        self.leave.setText(tr("Cancel"))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._build(project)
        self._show(choice, people)
        self._connect()
        size_dialog(self, WIDTH, HEIGHT)
        self._changed()
        self.kind.setFocus()

    # --- putting together ---

    def _build(self, project: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S12)
        column.addWidget(label("headline", text=tr("Report of {name}").format(name=visible(project)), wrap=True))
        column.addWidget(self._form(), 1)
        column.addWidget(hairline())
        column.addWidget(self.said)
        column.addWidget(self.more)
        column.addWidget(self.warning)
        row = QHBoxLayout()
        row.setSpacing(S8)
        row.addStretch(1)
        for button in (self.only_mine, self.do, self.leave):
            row.addWidget(button)
        column.addLayout(row)

    def _form(self) -> QScrollArea:
        """The questions, which scroll where lists are open and the window is small."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, S8, 0)
        grid.setHorizontalSpacing(S16)
        grid.setVerticalSpacing(S12)
        pictures = QHBoxLayout()
        pictures.setSpacing(S8)
        pictures.addWidget(self.gallery)
        self._of_pictures = label("quiet", text=tr("flawed explanations at most"))
        pictures.addWidget(self._of_pictures, 1)
        names = QVBoxLayout()
        names.setSpacing(S4)
        names.addWidget(self.pseudonyms)
        self._of_names = label("caption", text=tr("Comments and file names stay as they are."), wrap=True)
        names.addWidget(self._of_names)
        parts: tuple[tuple[str, Any, QWidget], ...] = (
            (tr("&Kind"), self.kind, self.kind),
            (tr("&Runs"), self.runs, self.runs.list),
            (tr("C&lasses"), self.classes, self.classes.everything),
            (tr("Re&views by"), self.people, self.people.everything),
            (tr("&Names"), names, self.pseudonyms),
            (tr("&Pictures"), pictures, self.gallery),
        )
        for n, (title, part, buddy) in enumerate(parts):
            name = label("quiet", text=title)
            name.setBuddy(buddy)
            name.setContentsMargins(0, S4, 0, 0)
            grid.addWidget(name, n, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            if isinstance(part, QWidget):
                grid.addWidget(part, n, 1)
            else:
                grid.addLayout(part, n, 1)
            if part is self.kind:
                part.setAccessibleName(tr("Kind of report"))
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(parts), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._changed())
        self.runs.changed.connect(self._runs_changed)
        self.classes.changed.connect(self._changed)
        self.people.changed.connect(self._changed)
        self.do.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.only_mine.clicked.connect(self._take_mine)

    def _show(self, choice: ReportChoice, people: Sequence[str]) -> None:
        self.kind.setCurrentIndex(max(0, self.kind.findData(choice.kind)))
        entries = [(run.run_id, visible(f"{run.run_id} · {run_words(run)}")) for run in reversed(self._runs.values())]
        self.runs.show_entries(entries, choice.runs or (self._shown,))
        self._show_classes(choice.classes)
        self.people.show_entries([(name, visible(name)) for name in people], choice.reviewers)
        self.people.choose_all(not choice.reviewers)
        self.pseudonyms.setChecked(choice.pseudonyms)
        self.gallery.setValue(choice.gallery)

    def _show_classes(self, ticked: Sequence[object]) -> None:
        """The classes of the models of the runs that are ticked."""
        chosen = [self._runs[run] for run in self.runs.chosen() if isinstance(run, int)]
        labels = list(dict.fromkeys(name for run in chosen for name in run.labels))
        kept = [name for name in ticked if name in labels]
        self.classes.show_entries([(name, visible(name)) for name in labels], kept)
        if not kept:
            self.classes.choose_all(True)
        elif self.classes.everything.isChecked():
            self.classes.choose_all(False)

    # --- what is chosen ---

    def choice(self) -> ReportChoice:
        """What is asked for now."""
        runs = tuple(run for run in self.runs.chosen() if isinstance(run, int))
        return ReportChoice(
            self.kind.currentData(), () if runs == (self._shown,) else runs,
            tuple(str(name) for name in self.classes.chosen()), tuple(str(name) for name in self.people.chosen()),
            self.pseudonyms.isChecked(), self.gallery.value(),
        )  # fmt: skip

    def _runs_changed(self) -> None:
        self._show_classes(self.classes.chosen())
        self._changed()

    def _take_mine(self) -> None:
        """One's own reviews only, and on: nothing is told then that is hidden."""
        if self._blind is None:
            return
        entries = [(key, str(key)) for key in self.people.offered()]
        if self._blind not in self.people.offered():
            entries.append((self._blind, visible(self._blind)))
        self.people.show_entries(entries, (self._blind,))
        self.people.choose_all(False)
        self.accept()

    def _changed(self) -> None:
        """Other questions may be open now, and what it comes to is another."""
        pictured = self.kind.currentData() in PICTURED
        self.gallery.setEnabled(pictured)
        self._of_pictures.setEnabled(pictured)
        self._asked += 1
        self.extent = None
        missing = self._missing()
        if missing:
            self._wait.stop()
            self._tell(missing)
        else:
            self._wait.start()
            self._offer()

    def _missing(self) -> str:
        for picks, words in (
            (self.runs, tr("Choose at least one run.")),
            (self.classes, tr("Choose at least one class.")),
            (self.people, tr("Choose at least one reviewer.")),
        ):
            if picks.nothing:
                return words
        return ""

    # --- what it comes to ---

    def _ask(self) -> None:
        asked = self._asked

        def came(found: Extent | str) -> None:
            if asked == self._asked:
                self._came(found)

        self._count(self.choice(), came)

    def _came(self, found: Extent | str) -> None:
        if isinstance(found, str):
            self._tell(found)
            return
        self.extent = found
        choice = self.choice()
        self._tell(told(choice, found), told_more(choice, found))

    def _tell(self, said: str, more: str = "") -> None:
        self.said.setText(said)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self._offer()

    def _offer(self) -> None:
        """Which buttons there are. Where others' reviews are hidden, what keeps them so comes first."""
        hidden = self.extent.unseen if self.extent is not None and self._blind is not None else 0
        if self.extent is not None or self._missing():
            self.warning.setText(unseen(hidden) if hidden else "")
            self.warning.setVisible(hidden > 0)
            self.only_mine.setVisible(hidden > 0)
            self.do.setText(tr("Export all the same…") if hidden else tr("Choose file…"))
        elif not self.do.text():
            self.said.setText(tr("Counting…"))
            for one in (self.more, self.warning, self.only_mine):
                one.hide()
            self.do.setText(tr("Choose file…"))
        self.do.setEnabled(self.extent is not None)
        first = self.only_mine if hidden else self.do
        for button in (self.only_mine, self.do):
            button.setDefault(button is first)
            button.setProperty("kind", "primary" if button is first else "")
            button.style().unpolish(button)
            button.style().polish(button)
