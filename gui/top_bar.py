"""The strip at the top: menus, what is open, who reviews."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QPushButton, QWidget

from db.rows import RunRow
from db.store import Store
from gui import icons
from gui.commands import Actions
from gui.tokens import S8, S12, TOP_BAR, Theme


def run_words(run: RunRow) -> str:
    """A run in few words: "resnet50 v3 · learned, 10 steps"."""
    steps = run.parameters.get("steps")
    model = " ".join(part for part in (run.model_name, run.model_version) if part)
    return f"{model} · {run.method}, {steps} steps" if steps else f"{model} · {run.method}"


class TopBar(QWidget):
    """40 px. The menus come from the table of commands."""

    run_chosen = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(TOP_BAR)
        self._title = QPushButton()
        self._title.setProperty("kind", "row")
        self._title.setAccessibleName("Project and run")
        self._runs = QMenu(self)
        self._reviewer = QPushButton()
        self._reviewer.setProperty("kind", "row")
        self._reviewer.setToolTip("Change reviewer")
        self._reviewer.clicked.connect(actions["reviewer"].trigger)
        self.menus = QMenuBar()
        for title, entries in actions.menus().items():
            menu = self.menus.addMenu(f"&{title}")
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(entry)
        row = QHBoxLayout(self)
        row.setContentsMargins(S8, 0, S12, 0)
        row.setSpacing(S12)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._reviewer)

    def show_title(self, store: Store | None, run: RunRow | None) -> None:
        """What is open: project, model, method."""
        parts = []
        if store is not None:
            parts.append(store.path.stem)
            if run is not None:
                parts.append(run_words(run))
            if store.readonly:
                parts.append("read only")
        self._title.setText(" · ".join(parts).replace("&", "&&"))
        self._title.setVisible(bool(parts))

    def show_runs(self, runs: Sequence[RunRow], current: RunRow | None) -> None:
        """With several runs in the project the title becomes a menu of them, newest first."""
        self._runs.clear()
        for run in reversed(runs):
            words = f"{run.created_at.astimezone():%d %b %Y, %H:%M} · {run_words(run)} · {run.explained} of {run.total}"
            action = self._runs.addAction(words)
            action.setCheckable(True)
            action.setChecked(current is not None and run.run_id == current.run_id)
            action.triggered.connect(lambda _=False, chosen=run.run_id: self.run_chosen.emit(chosen))
        several = len(runs) > 1
        self._title.setMenu(self._runs if several else None)  # type: ignore[arg-type]
        self._title.setToolTip("Choose another run" if several else "")
        self._title.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self._title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not several)

    def title(self) -> str:
        return self._title.text().replace("&&", "&")

    def show_reviewer(self, name: str) -> None:
        self._reviewer.setText(name)
        self._reviewer.setAccessibleName(f"Reviewer {name}. Change")

    def set_theme(self, theme: Theme) -> None:
        self._reviewer.setIcon(icons.icon("person", theme.quiet))
