"""The start page: images, model, project, and one button that does the next thing. Below it recent projects."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.methods import METHODS
from gui import icons
from gui.commands import Actions
from gui.tokens import DARK, S4, S8, S12, S16, S24, Theme
from gui.words import images as say_images

WIDTH = 640
STEPS = (3, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Setup:
    """What an audit will be made of. files: only these images of the folder; empty for all of them.

    folder may be a CSV or JSON file that lists the images.
    """

    folder: Path | None = None
    files: tuple[Path, ...] = ()
    model: Path | None = None
    project: Path | None = None
    method: str = "learned"
    steps: int = 10


def project_beside(folder: Path) -> Path:
    """Where the project of a folder or list goes unless told otherwise: beside it, NAME.hansel."""
    folder = folder.resolve()
    name = folder.stem if folder.is_file() else folder.name
    return folder.parent / f"{name or 'images'}.hansel"


def short(path: Path) -> str:
    """A path as people write it: ~ for the home folder."""
    try:
        below = path.relative_to(Path.home()).as_posix()
    except ValueError:
        return str(path)
    return "~" if below == "." else f"~/{below}"


class _Step(QWidget):
    """One line of the card: icon, title, what is chosen, button."""

    def __init__(self, glyph: str, title: str, button: str) -> None:
        super().__init__()
        self._glyph = glyph
        self.icon = QLabel()
        self.icon.setFixedSize(20, 20)
        self.title = QLabel(title)
        self.title.setProperty("kind", "strong")
        self.value = QLabel()
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setWordWrap(True)
        self.value.setProperty("kind", "quiet")
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(button)
        self.button.setAutoDefault(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(S16, S12, S16, S12)
        row.setSpacing(S12)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def say(self, value: str) -> None:
        self.value.setText(value)
        self.button.setAccessibleName(f"{self.title.text()}: {value}. {self.button.text()}")

    def set_theme(self, theme: Theme) -> None:
        self.icon.setPixmap(icons.icon(self._glyph, theme.quiet).pixmap(QSize(20, 20)))


class StartPage(QWidget):
    """Says what is still missing; the button that supplies it is the accented one."""

    project_wanted = Signal()
    recent_chosen = Signal(str)
    back_wanted = Signal()
    method_chosen = Signal(str, int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self.back = QPushButton()
        self.back.setProperty("kind", "link")
        self.back.clicked.connect(self.back_wanted)
        headline = QLabel("See what the classifier looked at")
        headline.setProperty("kind", "headline")
        self._hint = QLabel("Drop a folder, single images, a model.toml or a .hansel project anywhere on this window.")
        self._hint.setProperty("kind", "quiet")
        self._hint.setWordWrap(True)

        self.images = _Step("folder", "Images", "Choose folder…")
        self.model = _Step("model", "Model", "Choose model…")
        self.project = _Step("project", "Project", "Change…")
        self.images.button.clicked.connect(actions["open-folder"].trigger)
        self.model.button.clicked.connect(actions["choose-model"].trigger)
        self.project.button.clicked.connect(self.project_wanted)
        card = QFrame()
        card.setObjectName("card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(0, S4, 0, S4)
        lines.setSpacing(0)
        self._steps = (self.images, self.model, self.project)
        for n, step in enumerate(self._steps):
            if n:
                lines.addWidget(_hairline())
            lines.addWidget(step)
        lines.addWidget(_hairline())
        lines.addWidget(self._method_row())

        self.start = QPushButton("Start audit")
        self.start.setMinimumHeight(30)
        self.start.clicked.connect(actions["start-audit"].trigger)
        self.missing = QLabel()
        self.missing.setProperty("kind", "quiet")
        foot = QHBoxLayout()
        foot.setSpacing(S12)
        foot.addWidget(self.start)
        foot.addWidget(self.missing, 1)

        self._recent = QWidget()
        self._recent_list = QVBoxLayout(self._recent)
        self._recent_list.setContentsMargins(0, 0, 0, 0)
        self._recent_list.setSpacing(0)
        self.open_project = QPushButton("Open project…")
        self.open_project.setProperty("kind", "link")
        self.open_project.clicked.connect(actions["open-project"].trigger)

        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S12)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(headline)
        column.addWidget(self._hint)
        column.addSpacing(S4)
        column.addWidget(card)
        column.addLayout(foot)
        column.addSpacing(S16)
        column.addWidget(self._recent)
        column.addWidget(self.open_project, 0, Qt.AlignmentFlag.AlignLeft)
        outer = QGridLayout(self)
        outer.setContentsMargins(S24, S24, S24, S24)
        outer.addWidget(middle, 1, 1)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(1, 8)
        outer.setColumnStretch(2, 1)
        outer.setRowStretch(0, 2)
        outer.setRowStretch(2, 3)
        outer.setColumnMinimumWidth(1, 320)
        self.show_setup(Setup(), None, "")
        self.show_recent([])

    def _method_row(self) -> QWidget:
        self.method = QComboBox()
        for method in METHODS.values():
            self.method.addItem(method.title, method.name)
            self.method.setItemData(self.method.count() - 1, method.caveat, Qt.ItemDataRole.ToolTipRole)
        self.method.setAccessibleName("Method")
        self.steps = QComboBox()
        for steps in STEPS:
            self.steps.addItem(f"{steps} steps", steps)
        self.steps.setCurrentIndex(STEPS.index(10))
        self.steps.setAccessibleName("Steps of learning")
        self.steps.setToolTip("More steps: a sharper map, and more time")
        self.method.currentIndexChanged.connect(self._method_changed)
        self.steps.currentIndexChanged.connect(self._method_changed)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(S16 + 20 + S12, S12, S16, S12)
        row.setSpacing(S8)
        title = QLabel("Method")
        title.setProperty("kind", "strong")
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.method)
        row.addWidget(self.steps)
        return widget

    def _method_changed(self) -> None:
        name = self.method.currentData()
        self.steps.setVisible(METHODS[name].learns)
        self.method.setToolTip(METHODS[name].caveat)
        self.method_chosen.emit(name, self.steps.currentData())

    def show_setup(self, setup: Setup, images: int | None, model: str, layout: str = "") -> None:
        """images: how many were counted, None while counting; model: how the loaded one is called, if it is; layout:
        in words."""
        if setup.folder is None:
            self.images.say("A folder, or a CSV or COCO file dropped here; class folders and lists give true labels.")
        elif setup.files:
            self.images.say(f"{say_images(len(setup.files))} in {short(setup.folder)}")
        else:
            found = "counting…" if images is None else ("no images" if images == 0 else say_images(images))
            self.images.say(" · ".join(part for part in (short(setup.folder), found, layout) if part))
        self.images.button.setText("Choose folder…" if setup.folder is None else "Change…")
        if setup.model is None:
            self.model.say("A model.toml: the network, its weights, how images go in.")
        else:
            self.model.say(f"{model} · {short(setup.model)}" if model else short(setup.model))
        self.model.button.setText("Choose model…" if setup.model is None else "Change…")
        self.project.setEnabled(setup.project is not None)
        self.project.say(short(setup.project) if setup.project else "Goes beside the folder, as NAME.hansel.")
        ready = setup.folder is not None and setup.model is not None and (bool(setup.files) or images != 0)
        missing = ""
        if setup.folder is None:
            missing = "Choose the images first."
        elif not setup.files and images == 0:
            missing = "This folder holds no images that can be read. Choose another one."
        elif setup.model is None:
            missing = "Choose the model that is to be audited."
        self.missing.setText(missing)
        self.start.setEnabled(ready)
        no_images = setup.folder is None or (not setup.files and images == 0)
        _accent(self.images.button, no_images)
        _accent(self.model.button, not no_images and setup.model is None)
        _accent(self.start, ready)

    def show_way_back(self, name: str) -> None:
        """A way back to the review of the open project; none if the name is empty."""
        self.back.setText(f"Back to {name}")
        self.back.setVisible(bool(name))

    def focus_next_step(self) -> None:
        """Put the keyboard on the button that does the next thing."""
        for button in (self.images.button, self.model.button, self.start):
            if button.property("kind") == "primary":
                button.setFocus()

    def show_recent(self, projects: list[Path]) -> None:
        while (item := self._recent_list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if projects:
            title = QLabel("Recent projects")
            title.setProperty("kind", "caption")
            self._recent_list.addWidget(title)
        for path in projects[:5]:
            row = QPushButton(path.stem)
            row.setProperty("kind", "row")
            row.setIcon(icons.icon("project", self._theme.quiet))
            row.setText(f"{path.stem}    {short(path.parent)}")
            row.setToolTip(str(path))
            row.setAccessibleName(f"Open project {path.stem}")
            row.clicked.connect(lambda _=False, chosen=str(path): self.recent_chosen.emit(chosen))
            self._recent_list.addWidget(row)
        self._recent.setVisible(bool(projects))
        self._projects = projects

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for step in self._steps:
            step.set_theme(theme)
        self.show_recent(self._projects)


def _accent(button: QPushButton, on: bool) -> None:
    kind = "primary" if on else ""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    return line
