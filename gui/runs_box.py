"""The runs of the open project in the audit room: how far each one is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.rows import RunRow
from gui import icons, terms
from gui.setup_form import hairline
from gui.tokens import DARK, S4, S8, Theme
from gui.words import count, tr
from gui.words import steps as say_steps
from reports.visible import visible

GLYPHS = {"running": "play", "finished": "sound", "cancelled": "stop", "interrupted": "pause"}
MOST = 30


def run_words(run: RunRow) -> str:
    """A run in few words: "resnet50 v3 · learned, 10 steps"."""
    steps = run.parameters.get("steps")
    model = " ".join(part for part in (run.model_name, run.model_version) if part)
    return f"{model} · {run.method}, {say_steps(int(steps))}" if steps else f"{model} · {run.method}"


def can_go_on(run: RunRow) -> bool:
    """Whether a run stopped before its end."""
    return not run.ad_hoc and run.state not in ("finished", "running") and run.explained + run.failed < run.total


def state_words(run: RunRow) -> str:
    """ "23 Nov 2026, 20:41 · 37 of 200 · interrupted"."""
    begun = f"{run.created_at.astimezone():%d %b %Y, %H:%M}"
    if run.ad_hoc:
        return f"{begun} · " + tr("{n} asked for by hand").format(n=count(run.explained))
    done = tr("{n} of {all}").format(n=count(run.explained + run.failed), all=count(run.total))
    failed = [tr("{n} failed").format(n=count(run.failed))] if run.failed else []
    return " · ".join((begun, done, *failed, terms.state(run.state)))


class RunsBox(QWidget):
    """Signals: show_wanted(run id), resume_wanted(run id)."""

    show_wanted = Signal(int)
    resume_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._runs: tuple[RunRow, ...] = ()
        self._name, self._readonly, self._busy = "", False, False
        self._title = QLabel()
        self._title.setProperty("kind", "strong")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S4)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        self.show_runs("", (), readonly=False, busy=False)

    def show_runs(self, name: str, runs: Sequence[RunRow], *, readonly: bool, busy: bool) -> None:
        """The runs of the project of that name, oldest first; nothing at all without a name. busy: an audit runs."""
        self._name, self._runs, self._readonly, self._busy = name, tuple(runs), readonly, busy
        self.setVisible(bool(name))
        self._title.setText(visible(tr("Runs of {name}").format(name=name)))
        while (entry := self._rows.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        for n, run in enumerate(list(reversed(self._runs))[:MOST]):
            if n:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(run))
        if not self._runs:
            empty = QLabel(tr("No run yet. The next audit goes here."))
            empty.setProperty("kind", "quiet")
            self._rows.addWidget(empty)

    def _row(self, run: RunRow) -> QWidget:
        row = QWidget()
        mark = QLabel()
        glyph = "person" if run.ad_hoc else GLYPHS.get(run.state, "info")
        mark.setPixmap(icons.icon(glyph, self._theme.quiet).pixmap(QSize(16, 16)))
        title = QLabel(visible(f"{run.run_id} · {run_words(run)}"))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setToolTip(visible(run.folder))
        state = QLabel(state_words(run))
        state.setProperty("kind", "caption")
        for label in (title, state):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(state)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, S8, 0, S8)
        line.setSpacing(S4)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(S4)
        line.addLayout(words, 1)
        if can_go_on(run) and not self._readonly:
            resume = QPushButton(tr("Resume"))
            resume.setEnabled(not self._busy)
            resume.setAccessibleName(tr("Resume run {n}").format(n=run.run_id))
            resume.clicked.connect(lambda _=False, chosen=run.run_id: self.resume_wanted.emit(chosen))
            line.addWidget(resume)
        show = QPushButton(tr("Review"))
        show.setAccessibleName(tr("Review run {n}").format(n=run.run_id))
        show.clicked.connect(lambda _=False, chosen=run.run_id: self.show_wanted.emit(chosen))
        line.addWidget(show)
        return row

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_runs(self._name, self._runs, readonly=self._readonly, busy=self._busy)
