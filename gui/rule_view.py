"""The rule of an explanation as it is learned: the map that forms, the gates of every call, the loss over the steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.records import FitStep, FloatArray, GatesOfCall
from gui import motion, rule_words
from gui.accessible import announce
from gui.canvas import Subject
from gui.empty import EmptyPage
from gui.gates_card import GatesCard
from gui.labels import column, hairline, label
from gui.loss_chart import LEAST, LossChart
from gui.news import RuleLearned, RuleStep
from gui.pictures import Look, PictureMaker
from gui.rule_canvas import RuleCanvas
from gui.rule_strip import RuleStrip
from gui.stage import PictureInStage
from gui.style import px
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.trend_table import TrendTable
from gui.words import count, tr, written
from gui.wrapping import WrappedLabel
from reports.visible import visible

PLAY_MS = 400
# All before the text size: how wide gates and loss are; from which size of the whole on there is room for what.
SIDE, NARROW, WIDE, TALL = 224, 416, 640, 720
LEAST_PICTURE, TALLEST, LOWEST, LEAST_NAME = 150, 320, 230, 76
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own, which PySide does not tell


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What the slider stops at: a step whose map was seen, or (step None) the map that came out at the end."""

    map: FloatArray
    calls: Sequence[GatesOfCall]
    number: int
    step: FitStep | None


class RuleView(PictureInStage):
    """Signals: ``left()``: it is to be closed."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme = DARK
        self._subject: Subject | None = None
        self._steps: list[FitStep] = []
        self._all = 0
        self.frames: list[Frame] = []
        self.at = -1
        self.learned: RuleLearned | None = None
        self._chosen = self._stopped = False
        self.maker = PictureMaker(self)
        self.canvas = RuleCanvas(self.maker)
        self.canvas.set_look(look)
        self.card, self.chart, self.strip, self.table = GatesCard(), LossChart(), RuleStrip(), TrendTable()
        self.empty = EmptyPage()
        self._build()
        self._play = QTimer(self)
        self._play.setInterval(PLAY_MS)
        self._play.timeout.connect(self._played)
        self.canvas.looked.connect(lambda _: self._show_gates())
        self.canvas.stepped.connect(self.step)
        self.canvas.play_wanted.connect(self.play)
        self.canvas.left.connect(self.left)
        self.strip.left.connect(self.left)
        self.strip.chosen.connect(self._call_chosen)
        self.chart.chosen.connect(self._step_chosen)
        self.table.chosen.connect(self.strip.choose)
        self.slider.valueChanged.connect(self._slid)

    def _build(self) -> None:
        self.title, self.how = label("strong", text=tr("The rule, shown")), label("quiet", wrap=True)
        self.as_table = QPushButton(tr("As a table"))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._turn_table)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Close (Esc)"))
        self.close_button.clicked.connect(self.left)
        self.play_button = QPushButton(tr("Play again"))
        self.play_button.clicked.connect(self.play)
        for button in (self.as_table, self.close_button, self.play_button):
            button.setProperty("kind", "choice")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Step of learning"))
        self.slider.setPageStep(1)
        self.state = label("", wrap=True)
        self.table.setAccessibleName(tr("The gates of every call"))
        self.table.least = LEAST_NAME
        self.table.hide()
        self.reading, self.said = WrappedLabel(), WrappedLabel()
        self.reading.setProperty("kind", "caption")
        self.reading.setText(tr(
            "How far the gates of each call are from three hand-made rules: a short bar is near, the coloured one is "
            "the nearest. The line across is where learning began; the dot is the position that is looked at."
        ))  # fmt: skip
        for one in (self.reading, self.said):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self._head = _row()
        self._head.addWidget(self.title)
        self._head.addWidget(self.how, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.as_table)
        buttons.addWidget(self.close_button)
        buttons.addStretch(0)
        self._head.addLayout(buttons)
        self._steps_row = _row()
        slides = QHBoxLayout()
        slides.setSpacing(S8)
        slides.addWidget(self.play_button)
        slides.addWidget(self.slider, 1)
        self._steps_row.addLayout(slides, 1)
        self._steps_row.addWidget(self.state)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._above.setSpacing(0)
        self._above.addWidget(self.canvas, 1)
        self._side = QVBoxLayout()
        self._side.setSpacing(S8)
        self._above.addLayout(self._side)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(S12, S8, S12, S8)
        self._below.setSpacing(S4)
        self._below.addWidget(self.reading)
        self._below.addWidget(self.strip, 1)
        self._below.addWidget(self.table)
        self._below.addWidget(self.said)
        self._arranged = ""
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(hairline())
        whole.addLayout(self._above, 3)
        whole.addWidget(hairline())
        whole.addLayout(self._steps_row)
        whole.addWidget(hairline())
        whole.addLayout(self._below, 2)
        # Where window and text leave too little room, it scrolls rather than lie over each other.
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        self.pages = QStackedWidget()
        self.pages.addWidget(scroll)
        self.pages.addWidget(self.empty)
        outer = column(self, 0)
        outer.addWidget(self.pages)

    def _arrange(self) -> None:
        """Where gates and loss stand: one below the other beside a large picture, beside each other at a low one; with
        little room the loss goes to the foot, and with least of all everything stands below everything."""
        way = QBoxLayout.Direction
        small = self.width() < px(NARROW)
        for row in (self._head, self._steps_row):
            row.setDirection(way.TopToBottom if small else way.LeftToRight)
        tall, wide = self.height() >= px(TALL), self.width() >= px(WIDE)
        now = "narrow" if small else "tall" if tall else "wide" if wide else "foot"
        self.card.setMinimumWidth(0 if small else px(SIDE))
        self.card.setMaximumWidth(QWIDGETSIZE_MAX if small else px(SIDE))
        self.chart.setMaximumWidth(QWIDGETSIZE_MAX if now in ("narrow", "foot") else px(SIDE))
        self.chart.setMaximumHeight(px(TALLEST if tall else LOWEST))
        self.canvas.setMinimumSize(180, px(LEAST_PICTURE))
        self.state.setWordWrap(small)
        longest = tr("{step}, lowest loss so far").format(step=_step(self._all, self._all))
        metrics = QFontMetrics(self.state.font())
        self.state.setMinimumWidth(0 if small else metrics.horizontalAdvance(longest))
        if now == self._arranged:
            return
        self._arranged = now
        self._above.setDirection(way.TopToBottom if small else way.LeftToRight)
        for layout in (self._above, self._side, self._below):
            layout.removeWidget(self.chart)
        self._side.removeWidget(self.card)
        while self._side.count():
            self._side.takeAt(0)
        self._side.addWidget(self.card)
        if now == "tall":
            self._side.addWidget(self.chart, 9)
        elif now == "wide":
            self._above.addWidget(self.chart)
        else:
            self._below.addWidget(self.chart)
        self._side.addStretch(1)

    # --- what is shown ---

    def begin(self, subject: Subject, how: str, state: str) -> None:
        """Another explanation: its image, until the first step comes. how: method, steps and class; state: what is
        being waited for."""
        assert subject.geometry is not None
        self._play.stop()
        self._subject, self._steps, self._all, self.frames, self.at = subject, [], 0, [], -1
        self.learned, self._chosen, self._stopped = None, False, False
        frames = self.frames  # of this explanation, whatever comes after it
        self.maker.use_maps(lambda n: frames[n].map)
        self.canvas.begin(subject.geometry)
        self.canvas.show_subject(Subject(subject.name, subject.path, None, subject.geometry))
        self.how.setText(visible(how))
        self.state.setText(state)
        self.said.setText("")
        self.strip.show_calls((), ())
        self._fit_slider()
        self.chart.show_steps((), 0, None, None, self._theme)
        self._show_gates()
        self.table.show_lines(rule_words.heads(), (), self._theme)
        for part in (self.as_table, self.play_button, self.slider):
            part.setEnabled(False)
        self.pages.setCurrentIndex(0)

    def take_step(self, news: RuleStep) -> None:
        """One more step has been made. Whoever looks at an earlier one goes on looking at that."""
        follows = self._follows()
        if self._all != news.steps:
            self._all = news.steps
            self._arrange()  # how long the words for a step are
        self._steps.append(news.step)
        if news.seen:
            self._add(Frame(news.step.map, news.step.calls, news.step.number, news.step), follows=follows)
        if not motion.is_still():
            self._show_loss()
        elif not self._stopped:
            words = tr("Being learned: {step}").format(step=_step(news.step.number, self._all))
            self.state.setText(words)

    def take_learned(self, news: RuleLearned) -> None:
        """The fit has ended: the map that came out, and how it lies to the kept one."""
        follows = self._follows()
        self.learned = news
        seen = [frame for frame in self.frames if frame.number <= news.best]
        self._add(Frame(news.map, seen[-1].calls, news.best, None), follows=follows)
        self.play_button.setEnabled(True)
        self._show_loss()
        self._say()
        announce(self.slider, self.said.text())

    def _follows(self) -> bool:
        """Whether what comes is to be seen: not while somebody looks at an earlier step."""
        return self.at == len(self.frames) - 1 or (motion.is_still() and not self._stopped)

    def _add(self, frame: Frame, *, follows: bool) -> None:
        self.frames.append(frame)
        for part in (self.as_table, self.slider):
            part.setEnabled(True)
        if not self._chosen and len(self.frames) == 1:
            # The last call with positions of its own: there they differ from each other from the start.
            fine = [n for n, call in enumerate(frame.calls) if call.rows * call.columns > 1]
            self.strip.at = fine[-1] if fine else max(0, len(frame.calls) - 1)
        self._fit_slider()
        # Where nothing is to move, the picture waits for the end; keys and slider go to every step meanwhile.
        if follows and (not motion.is_still() or frame.step is None or len(self.frames) == 1):
            self.show_frame(len(self.frames) - 1)

    def refuse(self, title: str, text: str, button: tuple[str, Callable[[], object]]) -> None:
        """There is nothing to show: why, and what can be done. What was seen so far is gone from sight."""
        self._play.stop()
        self.empty.say(title, text, button, (tr("Close"), self.left.emit))
        self.pages.setCurrentIndex(1)
        self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.empty.button, f"{title} {text}")

    @property
    def refused(self) -> bool:
        return self.pages.currentIndex() == 1

    def show_frame(self, n: int) -> None:
        """Show what was seen at one of the steps, or the map that came out."""
        if not self.frames:
            return
        self.at = min(max(0, n), len(self.frames) - 1)
        if self.slider.value() != self.at:
            self.slider.setValue(self.at)
        frame, subject = self.frames[self.at], self._subject
        assert subject is not None
        self.canvas.show_subject(Subject(subject.name, subject.path, self.at, subject.geometry))
        self.strip.show_calls(frame.calls, self.frames[0].calls)
        self._say()
        self._show_gates()
        self._show_loss()
        if self.as_table.isChecked():
            self._fill_table()

    def step(self, by: int) -> None:
        """Go forth over the steps that were seen, or back."""
        self._play.stop()
        self._stopped = True
        self.show_frame(self.at + by)

    def play(self) -> None:
        """All steps once more, one after the other; while they pass, stop there. Where nothing is to move by itself,
        each time one step, and after the last the first."""
        if motion.is_still():
            self._play.stop()
            if self.learned is not None:
                self.show_frame((self.at + 1) % len(self.frames))
        elif self._play.isActive():
            self._play.stop()
        elif self.learned is not None:
            self.show_frame(0)
            self._play.start()

    @property
    def playing(self) -> bool:
        return self._play.isActive()

    def _played(self) -> None:
        if self.at + 1 < len(self.frames):
            self.show_frame(self.at + 1)
        if self.at + 1 >= len(self.frames):
            self._play.stop()

    def stop(self) -> None:
        """It is closed, or about to be."""
        self._play.stop()

    # --- its parts ---

    def _slid(self, n: int) -> None:
        if n != self.at:
            self._play.stop()
            self._stopped = True
            self.show_frame(n)

    def _fit_slider(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(self.frames) - 1))
        self.slider.blockSignals(False)

    def _step_chosen(self, number: int) -> None:
        """A step of the chart; of very many steps the nearest one that was seen."""
        self._play.stop()
        self._stopped = True
        seen = [n for n, frame in enumerate(self.frames) if frame.step is not None]
        if seen:
            self.show_frame(min(seen, key=lambda n: abs(self.frames[n].number - number)))

    def _call_chosen(self, _: int) -> None:
        self._chosen = True
        self._show_gates()
        announce(self.strip, f"{self.card.title.text()}. {self.card.words.text()}")

    def _say(self) -> None:
        """Which step it is, and in a sentence what the strip shows."""
        frame = self.frames[self.at]
        if frame.step is None:
            words = tr("The map: step {n}'s, weighed").format(n=count(frame.number))
        else:
            words = _step(frame.number, self._all)
            if frame.step.best:
                words = tr("{step}, lowest loss so far").format(step=words)
        self.state.setText(words)
        self.slider.setAccessibleDescription(words)
        said = rule_words.strip_in_words(frame.calls)
        if self.learned is not None:
            said = f"{said} {rule_words.outcome_in_words(self.learned)}"
        self.said.setText(said)

    def _show_loss(self) -> None:
        frame = self.frames[self.at] if self.frames else None
        kept = self.learned.best if self.learned is not None else None
        self.chart.show_steps(self._steps, self._all, frame.number if frame else None, kept, self._theme)
        if self._steps:
            first, last = self._steps[0], self._steps[-1]
            words = tr("Loss from {first} to {last} in {n} steps; keep {keep}, drop {drop} at the last one.")
            self.chart.setAccessibleName(tr("Chart: the loss over the steps"))
            self.chart.setAccessibleDescription(
                words.format(first=written(f"{first.loss:.3f}"), last=written(f"{last.loss:.3f}"),
                             n=count(len(self._steps) - 1),
                             keep=written(f"{last.keep:.2f}"), drop=written(f"{last.drop:.2f}"))
            )  # fmt: skip

    def _show_gates(self) -> None:
        """The gates of the call at hand, where the pointer is or over all positions."""
        frame = self.frames[self.at] if self.frames else None
        if frame is None or not frame.calls:
            self.card.say(tr("Gates"), "", (), "")
            self.strip.show_position(())
            return
        call, place = frame.calls[self.strip.at], self.canvas.place
        self.canvas.show_grid(call.rows, call.columns)
        each = [gates_at(one, place) for one in frame.calls] if place is not None else []
        here = each[self.strip.at] if each else None
        if here is not None:
            gates, found = here, rule_words.distances(here)
            where = _where(call, place)
        else:
            gates, found = call.mean, rule_words.of_call(call)
            where = tr("Mean over all positions")
            if place is not None:
                where = tr("Its tokens cannot be laid over the image: mean over all of them")
            elif call.rows * call.columns == 1:
                where = tr("One set of gates for the whole image")
        self.card.say(
            rule_words.title_of_call(self.strip.at, frame.calls), where, gates,
            f"{rule_words.gates_in_words(gates)} {rule_words.nearest_in_words(found)}",
        )  # fmt: skip
        self.strip.show_position([None if one is None else rule_words.distances(one) for one in each])

    def _turn_table(self, on: bool) -> None:
        if on:
            self._fill_table()
        for part in (self.reading, self.strip):
            part.setVisible(not on)
        self.table.setVisible(on)

    def _fill_table(self) -> None:
        frame = self.frames[self.at] if self.frames else None
        self.table.show_lines(rule_words.heads(), rule_words.lines(frame.calls) if frame else (), self._theme)

    # --- as others see it ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.play_button.setText(tr("Next step") if motion.is_still() else tr("Play again"))
        if motion.is_still():
            self._play.stop()
        self.chart.setMinimumHeight(px(LEAST))
        self._arrange()
        self.canvas.set_theme(theme)
        for part in (self.card, self.strip):
            part.set_theme(theme)
        self.table.set_theme(theme)
        self._show_loss()

    def close_threads(self) -> None:
        self._play.stop()
        self.maker.close()


def _step(number: int, all_steps: int) -> str:
    return tr("Step {n} of {all}").format(n=count(number), all=count(all_steps))


def _row() -> QBoxLayout:
    made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    made.setContentsMargins(S12, S8, S12, S8)
    made.setSpacing(S8)
    return made


def gates_at(call: GatesOfCall, place: tuple[float, float]) -> tuple[float, float, float, float] | None:
    """The four gates of a call at a point of the model's input (x and y as shares of it); None where its positions do
    not lie over the image, or were not handed out. Where one set of gates serves the whole image, these."""
    if call.grid is None:
        return None
    column, row = int(place[0] * call.columns), int(place[1] * call.rows)
    first, second, third, fourth = call.grid[:, row // call.block, column // call.block] / 255
    return float(first), float(second), float(third), float(fourth)


def _where(call: GatesOfCall, place: tuple[float, float] | None) -> str:
    assert place is not None
    if call.rows * call.columns == 1:
        return tr("One set of gates for the whole image")
    row, column = int(place[1] * call.rows) + 1, int(place[0] * call.columns) + 1
    said = tr("At row {row} of {rows}, column {column} of {columns}")
    said = said.format(row=count(row), rows=count(call.rows), column=count(column), columns=count(call.columns))
    if call.block > 1:
        words = tr("{place}; mean of {n} × {n} positions")
        said = words.format(place=said, n=call.block)
    return said
