"""The audit room: the next audit on the left; the queue, the project's runs and recent projects on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui import icons
from gui.audit_queue import AuditQueue
from gui.commands import Actions
from gui.queue_box import QueueBox
from gui.runs_box import RunsBox
from gui.setup import Setup, short
from gui.setup_form import SetupForm
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, S16, S24, Theme
from gui.words import tr
from gui.wrapping import WrappedLabel

FORM_WIDTH, SIDE_WIDTH, BESIDE_FROM = 660, 460, 900
RECENT_SHOWN = 5


class AuditRoom(QScrollArea):
    """Signals: recent_chosen(path of a project)."""

    recent_chosen = Signal(str)

    def __init__(self, actions: Actions, queue: AuditQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._projects: list[Path] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        headline = WrappedLabel(tr("See what the classifier looked at"))
        headline.setProperty("kind", "headline")
        hint = WrappedLabel(
            tr("Drop a folder, a list, single images, a model.toml or a .hansel project anywhere on this window.")
        )
        hint.setProperty("kind", "quiet")
        self.form = SetupForm(actions)
        self.images, self.model, self.project = self.form.images, self.form.model, self.form.project
        self.start, self.missing = self.form.start, self.form.missing
        self.queue = QueueBox(queue, actions)
        self.runs = RunsBox()

        self._recent = QWidget()
        self._recent_list = QVBoxLayout(self._recent)
        self._recent_list.setContentsMargins(0, 0, 0, 0)
        self._recent_list.setSpacing(0)
        self.open_project = QPushButton(tr("Open project…"))
        self.open_project.setProperty("kind", "link")
        self.open_project.clicked.connect(actions["open-project"].trigger)

        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S12)
        column.addWidget(headline)
        column.addWidget(hint)
        column.addSpacing(S4)
        column.addWidget(self.form)
        column.addStretch(1)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(S8)
        side.addWidget(_card(self.queue))
        self._runs_card = _card(self.runs)
        side.addSpacing(S4)
        side.addWidget(self._runs_card)
        side.addSpacing(S4)
        side.addWidget(self._recent)
        side.addWidget(self.open_project, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        self._left, self._right = left, right
        both = self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(S24)
        both.addWidget(left, 3)
        both.addWidget(right, 2)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QGridLayout(inside)
        outer.setContentsMargins(S24, S24, S24, S16)
        outer.addLayout(both, 1, 1)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(1, 20)
        outer.setColumnStretch(2, 1)
        outer.setRowStretch(0, 1)
        outer.setRowStretch(2, 3)
        self.setWidget(inside)
        self._arrange()
        self.show_recent([])
        self.show_side()

    def show_setup(self, setup: Setup, images: int | None, model: str, layout: str = "") -> None:
        """See SetupForm.show_setup."""
        self.form.show_setup(setup, images, model, layout)

    def focus_next_step(self) -> None:
        """Put the keyboard on the button that does the next thing."""
        self.form.focus_next_step()

    def show_side(self) -> None:
        """The project's runs have a card only while a project is open."""
        self._runs_card.setVisible(not self.runs.isHidden())

    def show_recent(self, projects: list[Path]) -> None:
        """Projects that were opened lately, newest first."""
        while (item := self._recent_list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if projects:
            title = QLabel(tr("Recent projects"))
            title.setProperty("kind", "caption")
            self._recent_list.addWidget(title)
        for path in projects[:RECENT_SHOWN]:
            row = QPushButton(f"{path.stem}    {short(path.parent)}".replace("&", "&&"))
            row.setProperty("kind", "row")
            row.setIcon(icons.icon("project", self._theme.quiet))
            row.setToolTip(str(path))
            row.setAccessibleName(tr("Open project {name}").format(name=path.stem))
            row.clicked.connect(lambda _=False, chosen=str(path): self.recent_chosen.emit(chosen))
            row.setMinimumWidth(0)
            self._recent_list.addWidget(row)
        self._recent.setVisible(bool(projects))
        self._projects = projects

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other where there is room, else the queue and the runs below the form."""
        beside = self.width() >= px(BESIDE_FROM)
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._left.setMaximumWidth(px(FORM_WIDTH))
        self._right.setMaximumWidth(px(SIDE_WIDTH) if beside else px(FORM_WIDTH))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._arrange()
        for part in (self.form, self.queue, self.runs):
            part.set_theme(theme)
        self.show_recent(self._projects)


def _card(inside: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(S16, S12, S16, S12)
    column.addWidget(inside)
    return card
