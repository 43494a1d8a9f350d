"""The runs of the open project in the audit room: how far each one is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QVBoxLayout, QWidget

from db.rows import RunRow, SignOff
from engine.methods import METHODS
from gui import run_rows, terms
from gui.method_link import MethodLink
from gui.tokens import DARK, S4, Theme
from gui.words import count, day_and_time, day_of_this_year, plural, tr
from gui.words import steps as say_steps
from reports.visible import visible

GLYPHS = {"running": "play", "finished": "sound", "cancelled": "stop", "interrupted": "pause"}
MOST = 30
NAMED = 3


def run_words(run: RunRow) -> str:
    """A run in few words: "resnet50 v3 · learned, 10 steps"."""
    steps = run.parameters.get("steps")
    model = " ".join(part for part in (run.model_name, run.model_version) if part)
    words = f"{model} · {run.method}, {say_steps(int(steps))}" if steps else f"{model} · {run.method}"
    return tr("{run}, rule pack").format(run=words) if run.parameters.get("pack") else words


def can_go_on(run: RunRow) -> bool:
    """Whether a run stopped before its end."""
    return not run.ad_hoc and run.state not in ("finished", "running") and run.explained + run.failed < run.total


def state_words(run: RunRow) -> str:
    """ "23 Nov 2026, 20:41 · 37 of 200 · interrupted"."""
    begun = day_and_time(run.created_at)
    if run.ad_hoc:
        return f"{begun} · " + tr("{n} asked for by hand").format(n=count(run.explained))
    done = tr("{n} of {all}").format(n=count(run.explained + run.failed), all=count(run.total))
    failed = [tr("{n} failed").format(n=count(run.failed))] if run.failed else []
    return " · ".join((begun, done, *failed, terms.state(run.state)))


def signed_words(sign_offs: Sequence[SignOff]) -> str:
    """ "signed off by ana, 23 Nov 14:02, changed since"; nothing where nobody has signed off. The newest first."""
    said = []
    for one in sorted(sign_offs, key=lambda one: one.at, reverse=True)[:NAMED]:
        of_this_year = one.at.astimezone().year == datetime.now(UTC).astimezone().year
        when = day_of_this_year(one.at) if of_this_year else day_and_time(one.at)
        words = tr("signed off by {name}, {when}, changed since") if one.since else tr("signed off by {name}, {when}")
        said.append(words.format(name=visible(one.reviewer), when=when))
    if len(sign_offs) > NAMED:
        said.append(plural(len(sign_offs) - NAMED, "and by 1 more", "and by {n} more"))
    return " · ".join(said)


class RunsBox(QWidget):
    """Signals: show_wanted(run id), resume_wanted(run id)."""

    show_wanted = Signal(int)
    resume_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._runs: tuple[RunRow, ...] = ()
        self._signed: Mapping[int, Sequence[SignOff]] = {}
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
        run_rows.refill(self._rows, [self._row(run) for run in list(reversed(self._runs))[:MOST]])
        if not self._runs:
            empty = QLabel(tr("No run yet. The next audit goes here."))
            empty.setProperty("kind", "quiet")
            self._rows.addWidget(empty)

    def show_sign_offs(self, by_run: Mapping[int, Sequence[SignOff]]) -> None:
        """Who has signed off which run."""
        if by_run != self._signed:
            self._signed = by_run
            self.show_runs(self._name, self._runs, readonly=self._readonly, busy=self._busy)

    def _row(self, run: RunRow) -> QWidget:
        buttons: list[QAbstractButton] = [MethodLink(self._theme, run.method)] if run.method in METHODS else []
        if can_go_on(run) and not self._readonly:
            resume = QPushButton(tr("Resume"))
            resume.setEnabled(not self._busy)
            resume.setAccessibleName(tr("Resume run {n}").format(n=run.run_id))
            resume.clicked.connect(lambda _=False, chosen=run.run_id: self.resume_wanted.emit(chosen))
            buttons.append(resume)
        show = QPushButton(tr("Review"))
        show.setAccessibleName(tr("Review run {n}").format(n=run.run_id))
        show.clicked.connect(lambda _=False, chosen=run.run_id: self.show_wanted.emit(chosen))
        buttons.append(show)
        glyph = "person" if run.ad_hoc else GLYPHS.get(run.state, "info")
        mark = run_rows.mark(glyph, self._theme.quiet, terms.state(run.state))
        title = visible(f"{run.run_id} · {run_words(run)}")
        state = "\n".join(part for part in (state_words(run), signed_words(self._signed.get(run.run_id, ()))) if part)
        return run_rows.row(mark, title, visible(run.folder), state, buttons)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_runs(self._name, self._runs, readonly=self._readonly, busy=self._busy)
