"""The setup of an audit: images, model, project, method, evidence, what it costs, and one button that does the next
thing."""

from __future__ import annotations

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

from engine.datasets import LAYOUTS
from engine.methods import METHODS
from gui import icons
from gui.commands import Actions
from gui.labels import hairline
from gui.method_link import MethodLink
from gui.number import Number
from gui.setup import Setup, short
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, S16, Theme
from gui.words import images as say_images
from gui.words import steps as say_steps
from gui.words import tr
from gui.wrapping import WrappedLabel

STEPS = (3, 5, 10, 20, 50)
MOST_IMAGES = 10_000_000
SAMPLE = 200


class Step(QWidget):
    """One line of the card: icon, title, what is chosen, buttons."""

    def __init__(self, glyph: str, title: str, button: str, second: str = "") -> None:
        super().__init__()
        self._glyph = glyph
        self.icon = QLabel()
        self.title = QLabel(title)
        self.title.setProperty("kind", "strong")
        self.value = WrappedLabel()
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setProperty("kind", "quiet")
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(button)
        self.button.setAutoDefault(True)
        self.second = QPushButton(second)
        self.second.setVisible(bool(second))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(S16, S8, S16, S8)
        row.setSpacing(S8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.second)
        row.addWidget(self.button)

    def say(self, value: str) -> None:
        self.value.setText(value)
        self.button.setAccessibleName(f"{self.title.text()}: {value}. {self.button.text()}")

    def set_theme(self, theme: Theme) -> None:
        self.icon.setPixmap(icons.icon(self._glyph, theme.quiet).pixmap(QSize(px(20), px(20))))


class SetupForm(QWidget):
    """Says what is still missing; the button that supplies it is the accented one.

    Signals:
        project_wanted(); chosen(dict): method, steps, layout, evidence or limit were chosen; measure_wanted()
    """

    project_wanted = Signal()
    chosen = Signal(dict)
    measure_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images = Step("folder", tr("Images"), tr("Choose folder…"), tr("Choose list…"))
        self.model = Step("model", tr("Model"), tr("Choose model…"))
        self.project = Step("project", tr("Project"), tr("Change…"))
        self.images.button.clicked.connect(actions["open-folder"].trigger)
        self.images.second.clicked.connect(actions["open-list"].trigger)
        self.images.second.setToolTip(tr("A CSV file with a line for each image, or a COCO instances file"))
        self.model.button.clicked.connect(actions["choose-model"].trigger)
        self.project.button.clicked.connect(self.project_wanted)
        card = self.card = QFrame()
        card.setObjectName("card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(0, S4, 0, S4)
        lines.setSpacing(0)
        self._steps = (self.images, self.model, self.project)
        for step in self._steps:
            lines.addWidget(step)
            lines.addWidget(hairline())
        lines.addWidget(self._options())

        self.start = QPushButton(tr("Start audit"))
        self.start.setMinimumHeight(32)
        self.start.clicked.connect(actions["start-audit"].trigger)
        self.line_up = QPushButton(tr("Add to queue"))
        self.line_up.setMinimumHeight(32)
        self.line_up.setToolTip(tr("Line it up; the queue starts when it is told to"))
        self.line_up.clicked.connect(actions["queue-audit"].trigger)
        self.missing = WrappedLabel()
        self.missing.setProperty("kind", "quiet")
        self.cost = WrappedLabel()
        self.cost.setProperty("kind", "quiet")
        self.cost.setAccessibleName(tr("What it will cost"))
        self.measure = QPushButton(tr("Measure"))
        self.measure.setProperty("kind", "link")
        self.measure.setToolTip(tr("Explain the first 8 images and keep nothing, to tell how long the audit will take"))
        self.measure.setAccessibleName(tr("Measure how long it will take"))
        self.measure.clicked.connect(self.measure_wanted)
        costs = QHBoxLayout()
        costs.setSpacing(S8)
        costs.addWidget(self.cost, 1)
        costs.addWidget(self.measure)
        foot = QHBoxLayout()
        foot.setSpacing(S8)
        foot.addWidget(self.start)
        foot.addWidget(self.line_up)
        foot.addWidget(self.missing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S12)
        column.addWidget(card)
        column.addLayout(costs)
        column.addLayout(foot)
        self.show_setup(Setup(), None, "")
        self.show_cost("", measurable=False, tight=False)

    # --- method, evidence, layout, how many ---

    def _options(self) -> QWidget:
        self.method = QComboBox()
        for method in METHODS.values():
            self.method.addItem(tr(method.title), method.name)
            self.method.setItemData(self.method.count() - 1, tr(method.caveat), Qt.ItemDataRole.ToolTipRole)
        self.method.setAccessibleName(tr("Method"))
        self.steps = QComboBox()
        for steps in STEPS:
            self.steps.addItem(say_steps(steps), steps)
        self.steps.setCurrentIndex(STEPS.index(10))
        self.steps.setAccessibleName(tr("Steps of learning"))
        self.steps.setToolTip(tr("More steps: a sharper map, and more time"))
        self.evidence = QComboBox()
        for words, kind in ((tr("Quick"), "quick"), (tr("Full for a sample"), "sample"), (tr("Full for all"), "full")):
            self.evidence.addItem(words, kind)
        self.evidence.setAccessibleName(tr("Evidence"))
        self.evidence.setToolTip(tr("Full: every measure of the method's documentation; some hundred passes an image"))
        self.sample = Number()
        self.sample.setRange(1, MOST_IMAGES)
        self.sample.setValue(SAMPLE)
        self.sample.setAccessibleName(tr("Images with full evidence"))
        self.sample.setSuffix(tr(" images"))
        self.layout_choice = QComboBox()
        self.layout_choice.addItem(tr("As found"), "auto")
        for name, words in LAYOUTS.items():
            said = tr(words)
            self.layout_choice.addItem(said[0].upper() + said[1:], name)
        self.layout_choice.setAccessibleName(tr("Layout of the images"))
        self.limit = Number()
        self.limit.setRange(0, MOST_IMAGES)
        self.limit.setSpecialValueText(tr("All"))
        self.limit.setAccessibleName(tr("How many images, from the first on"))
        for box in (self.method, self.steps, self.evidence, self.layout_choice):
            box.currentIndexChanged.connect(self._chosen)
        for number in (self.sample, self.limit):
            number.setKeyboardTracking(False)
            number.setGroupSeparatorShown(True)
            number.valueChanged.connect(self._chosen)
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(S16 + 20 + S8, S12, S16, S12)
        grid.setHorizontalSpacing(S8)
        grid.setVerticalSpacing(S8)
        for row, (title, box, more) in enumerate(
            (
                (tr("Method"), self.method, self.steps),
                (tr("Evidence"), self.evidence, self.sample),
                (tr("Layout"), self.layout_choice, None),
                (tr("How many"), self.limit, None),
            )
        ):
            label = QLabel(title)
            label.setProperty("kind", "strong")
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            if more is not None:
                grid.addWidget(more, row, 2)
        self.about_method = MethodLink(DARK, parent=widget)
        grid.addWidget(self.about_method, 0, 3)
        grid.setColumnStretch(1, 1)
        self._show_second()
        return widget

    def _show_second(self) -> None:
        self.steps.setVisible(METHODS[self.method.currentData()].learns)
        self.method.setToolTip(tr(METHODS[self.method.currentData()].caveat))
        self.about_method.show_method(self.method.currentData())
        self.sample.setVisible(self.evidence.currentData() == "sample")

    def _chosen(self) -> None:
        self._show_second()
        evidence = self.evidence.currentData()
        self.chosen.emit(
            {
                "method": self.method.currentData(),
                "steps": self.steps.currentData(),
                "evidence": f"sample:{self.sample.value()}" if evidence == "sample" else evidence,
                "layout": self.layout_choice.currentData(),
                "limit": self.limit.value(),
            }
        )

    # --- shown ---

    def show_setup(self, setup: Setup, images: int | None, model: str, layout: str = "") -> None:
        """images: how many were counted, None while counting; model: how the loaded one is called, if it is; layout:
        in words."""
        if setup.folder is None:
            self.images.say(tr("A folder, or a CSV or COCO file that lists them."))
        elif setup.files:
            words = tr("{images} in {folder}")
            self.images.say(words.format(images=say_images(len(setup.files)), folder=short(setup.folder)))
        else:
            if images is None:
                found = tr("counting…")
            else:
                found = say_images(images) if images else tr("no images")
            self.images.say(" · ".join(part for part in (short(setup.folder), found, layout) if part))
        self.images.button.setText(tr("Choose folder…") if setup.folder is None else tr("Change…"))
        self.images.second.setVisible(setup.folder is None)
        if setup.model is None:
            self.model.say(tr("A model.toml: the network, its weights, how images go in."))
        else:
            self.model.say(f"{model} · {short(setup.model)}" if model else short(setup.model))
        self.model.button.setText(tr("Choose model…") if setup.model is None else tr("Change…"))
        self.project.setEnabled(setup.project is not None)
        self.project.say(short(setup.project) if setup.project else tr("Goes beside the folder, as NAME.hansel."))
        self._show_choices(setup)
        ready = setup.folder is not None and setup.model is not None and (bool(setup.files) or images != 0)
        missing = ""
        if setup.folder is None:
            missing = tr("Choose the images first.")
        elif not setup.files and images == 0:
            missing = tr("This folder holds no images that can be read. Choose another one.")
        elif setup.model is None:
            missing = tr("Choose the model that is to be audited.")
        self.missing.setText(missing)
        self.start.setEnabled(ready)
        self.line_up.setEnabled(ready)
        no_images = setup.folder is None or (not setup.files and images == 0)
        accent(self.images.button, no_images)
        accent(self.model.button, not no_images and setup.model is None)
        accent(self.start, ready)

    def _show_choices(self, setup: Setup) -> None:
        kind, _, number = setup.evidence.partition(":")
        boxes = (self.method, self.steps, self.evidence, self.sample, self.layout_choice, self.limit)
        blocked = [box.blockSignals(True) for box in boxes]
        if self.steps.findData(setup.steps) < 0:
            self.steps.addItem(say_steps(setup.steps), setup.steps)
        for box, value in (
            (self.method, setup.method), (self.steps, setup.steps), (self.evidence, kind),
            (self.layout_choice, setup.layout),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(value)))
        if number:
            self.sample.setValue(int(number))
        self.limit.setValue(setup.limit)
        for box, before in zip(boxes, blocked, strict=True):
            box.blockSignals(before)
        self.layout_choice.setEnabled(not setup.files)
        self._show_second()

    def show_cost(self, words: str, *, measurable: bool, tight: bool) -> None:
        """What it will cost, in words; measurable: a measurement is offered; tight: the disk may be too small."""
        self.cost.setText(words)
        kind = "strong" if tight else "quiet"
        if self.cost.property("kind") != kind:
            self.cost.setProperty("kind", kind)
            self.cost.style().unpolish(self.cost)
            self.cost.style().polish(self.cost)
        self.measure.setVisible(measurable)

    def focus_next_step(self) -> None:
        """Put the keyboard on the button that does the next thing."""
        for button in (self.images.button, self.model.button, self.start):
            if button.property("kind") == "primary":
                button.setFocus()

    def set_theme(self, theme: Theme) -> None:
        for step in self._steps:
            step.set_theme(theme)
        self.about_method.set_theme(theme)


def accent(button: QPushButton, on: bool) -> None:
    """Make a button the one that does the next thing, or a plain one."""
    kind = "primary" if on else ""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
