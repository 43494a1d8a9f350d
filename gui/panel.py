"""The panel on the right: prediction, verdict, evidence, and how the explanation was made."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.rows import ExplanationRow, ItemRow
from engine.methods import METHODS
from engine.records import Measure
from gui.commands import Actions, command_named, shown_keys, tooltip
from gui.item_list import paint_mark
from gui.tokens import DARK, S4, S8, S12, S16, Theme
from gui.words import share_of_time, three_digits
from resources.tokens import VERDICTS

IN_SAMPLE = "in-sample"


class TopFive(QWidget):
    """The five likeliest classes: name, a bar from 0 to 1, number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self._rows: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[tuple[str, float], ...]) -> None:
        self._rows = rows
        self.setAccessibleName("Likeliest classes: " + ", ".join(f"{name} {share:.3f}" for name, share in rows))
        self.setToolTip("\n".join(f"{name}  {share:.4f}" for name, share in rows))
        self.updateGeometry()
        self.update()

    def _line(self) -> int:
        return QFontMetrics(self.font()).height() + S8

    def sizeHint(self) -> QSize:
        return QSize(200, self._line() * len(self._rows))

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        number = metrics.horizontalAdvance("0.000")
        for n, (name, share) in enumerate(self._rows):
            line = QRect(0, n * self._line(), self.width(), self._line())
            words = QRect(line.left(), line.top(), line.width() - number - S8, metrics.height())
            painter.setPen(QColor(self.theme.text if n == 0 else self.theme.quiet))
            painter.drawText(
                words, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width())
            )
            painter.drawText(
                QRect(line.right() - number, line.top(), number + 1, metrics.height()),
                Qt.AlignmentFlag.AlignRight,
                f"{share:.3f}",
            )
            track = QRectF(line.left(), line.top() + metrics.height() + 1, line.width(), 3)
            painter.fillRect(track, QColor(self.theme.line))
            track.setWidth(track.width() * min(1.0, max(0.0, share)))
            painter.fillRect(track, QColor(self.theme.accent if n == 0 else self.theme.edge))
        painter.end()


class VerdictButton(QPushButton):
    """Icon, word, and the key at the right. Checked while this is the verdict that is saved."""

    def __init__(self, verdict: str, parent: QWidget | None = None) -> None:
        super().__init__(command_named(verdict).title, parent)
        self.verdict = verdict
        self.theme: Theme = DARK
        self._key = shown_keys(command_named(verdict))
        self.setProperty("kind", "verdict")
        self.setCheckable(True)
        self.setToolTip(tooltip(command_named(verdict)))
        self.setIconSize(QSize(18, 18))
        self.setIcon(self._mark())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _mark(self) -> QIcon:
        made = QIcon()
        for ratio in (1, 2, 3):
            picture = QPixmap(18 * ratio, 18 * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, QRect(0, 0, 18, 18), self.verdict)
            painter.end()
            made.addPixmap(picture)
        return made

    def nextCheckState(self) -> None:
        """The mark follows the commit, never the click."""

    def show_saved(self, saved: bool) -> None:
        self.setChecked(saved)
        self.setAccessibleName(f"{VERDICTS[self.verdict].word}{', your verdict' if saved else ''}")

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self.theme.quiet if self.isEnabled() else self.theme.edge))
        room = self.rect().adjusted(0, 0, -S12, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key)
        painter.end()


class Panel(QScrollArea):
    """Shows one item and its explanation; a verdict button asks for its command."""

    reviewer_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("About this image")
        inside = QWidget()
        inside.setObjectName("sidePanel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(inside)
        self._inside = inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S12)

        self._prediction = _label("strong", wrap=True)
        self._probability = _label("number")
        self._truth = _label("quiet", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._prediction, 1)
        head.addWidget(self._probability, 0, Qt.AlignmentFlag.AlignTop)
        first = QVBoxLayout()
        first.setSpacing(S4)
        first.addLayout(head)
        first.addWidget(self._truth)
        column.addLayout(first)

        self._message = _label("quiet", wrap=True)
        column.addWidget(self._message)

        self._verdicts = QWidget()
        verdicts = QVBoxLayout(self._verdicts)
        verdicts.setContentsMargins(0, 0, 0, 0)
        verdicts.setSpacing(S8)
        self.buttons = {verdict: VerdictButton(verdict) for verdict in VERDICTS}
        for verdict, button in self.buttons.items():
            button.clicked.connect(actions[verdict].trigger)
            verdicts.addWidget(button)
        self._reviewer = QPushButton()
        self._reviewer.setProperty("kind", "link")
        self._reviewer.setToolTip("Change reviewer")
        self._reviewer.clicked.connect(self.reviewer_wanted)
        verdicts.addWidget(self._reviewer, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = [_hairline() for _ in range(3)]
        column.addWidget(self._lines[0])
        column.addWidget(self._verdicts)
        column.addWidget(self._lines[1])

        self._facts = QWidget()
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(S12)
        facts.addWidget(_caption("Likeliest classes"))
        self._top = TopFive()
        facts.addWidget(self._top)
        facts.addWidget(self._lines[2])
        facts.addWidget(_caption("Evidence"))
        self._evidence = _Table()
        facts.addWidget(self._evidence)
        facts.addWidget(_hairline())
        facts.addWidget(_caption("How it was made"))
        self._made = _Table()
        facts.addWidget(self._made)
        self._warnings = _label("", wrap=True)
        facts.addWidget(self._warnings)
        column.addWidget(self._facts)
        column.addStretch(1)
        self.show_item(None, None, "")

    def show_item(self, item: ItemRow | None, explanation: ExplanationRow | None, predicted: str) -> None:
        """An image of the list; the explanation follows a moment later. None for nothing to show."""
        known = item is not None and item.state == "explained"
        self._verdicts.setVisible(known)
        self._lines[0].setVisible(known)
        self._lines[1].setVisible(known)
        self._facts.setVisible(known and explanation is not None)
        self._probability.setVisible(known)
        self._prediction.setText(predicted if known else (item.relative if item is not None else "No image"))
        self._message.setVisible(not known)
        self._truth.setVisible(item is not None and bool(item.true_label))
        if item is None:
            self._message.setText("Choose an image in the list.")
            return
        if item.true_label:
            remark = ""
            if known:
                remark = ", as predicted" if predicted == item.true_label else f", not {predicted}"
            self._truth.setText(f"true: {item.true_label}{remark}")
        if item.state == "failed":
            self._message.setText(f"Not explained. {item.reason or ''}".strip())
        elif not known:
            self._message.setText("Waiting for its explanation.")
        if item.probability is not None:
            self._probability.setText(f"{item.probability:.3f}")
            self._probability.setAccessibleName(f"probability {item.probability:.3f}")
        self.show_verdict(item.verdict)
        if explanation is not None:
            self._show_explanation(explanation)

    def _show_explanation(self, row: ExplanationRow) -> None:
        def named(index: int) -> str:
            return row.labels[index] if 0 <= index < len(row.labels) else f"class {index}"

        self._top.show_rows(tuple((named(index), share) for index, share in row.top))
        method = METHODS.get(row.method)
        note = IN_SAMPLE if method is not None and method.learns else ""
        hint = "The map was learned to make this good, so it proves little." if note else ""
        keep = f"Score seen through the mask, over that of the whole. {hint}"
        drop = f"Score with the mask taken away, over that of the whole. {hint}"
        evidence = row.evidence
        self._evidence.show_rows(
            (
                ("keep", three_digits(evidence.keep), note, keep),
                ("drop", three_digits(evidence.drop), note, drop),
                ("area", three_digits(evidence.area), "", "Mean of the mask: 0 nothing, 1 the whole picture."),
                ("Gini", three_digits(evidence.gini), "", "How concentrated the map is: 0 even, 1 a single point."),
                *(_measure_row(one) for one in row.measures if one.name not in ("keep", "drop", "area", "gini")),
            )
        )
        made = [
            ("explained", named(row.target), "", "The class that the map speaks of."),
            ("method", row.method, "", method.caveat if method is not None else ""),
            ("time", share_of_time(row.seconds), "", "Share of its batch."),
        ]
        if method is None or method.kind != "peer":  # the peer methods have no gates
            calls = f"{row.gated} of {row.executed} calls"
            made.insert(2, ("gates", calls, "", "Activation calls with gates, of those executed."))
        if row.target != row.prediction:
            made.insert(1, ("its share", three_digits(row.target_probability), "", "Probability of that class."))
        self._made.show_rows(tuple(made))
        self._warnings.setVisible(bool(row.warnings))
        self._warnings.setText("\n".join(f"⚠ {text}" for text in row.warnings))

    def show_verdict(self, verdict: str | None) -> None:
        """The verdict that is saved."""
        for name, button in self.buttons.items():
            button.show_saved(name == verdict)

    def show_reviewer(self, name: str, readonly: bool) -> None:
        self._reviewer.setText("Read only: verdicts cannot be given" if readonly else f"Reviewer: {name}")
        self._reviewer.setEnabled(not readonly)
        for button in self.buttons.values():
            button.setEnabled(not readonly)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._top.theme = theme
        for button in self.buttons.values():
            button.theme = theme
        self._inside.update()


class _Table(QWidget):
    """Name, number, remark; a tooltip says what the line means."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S4)
        self._grid.setColumnStretch(2, 1)
        self._labels: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_rows(self, rows: tuple[tuple[str, str, str, str], ...]) -> None:
        while len(self._labels) < len(rows):
            made = (_label("quiet"), _label(""), _label("caption"))
            for column, label in enumerate(made):
                self._grid.addWidget(label, len(self._labels), column)
            self._labels.append(made)
        for n, labels in enumerate(self._labels):
            name, value, remark, hint = rows[n] if n < len(rows) else ("", "", "", "")
            for label, text in zip(labels, (name, value, remark), strict=True):
                label.setText(text)
                label.setToolTip(hint.strip())
                label.setVisible(n < len(rows))
            labels[1].setAccessibleName(f"{name} {value} {remark}".strip())


def _label(kind: str, *, wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if kind:
        label.setProperty("kind", kind)
    return label


_SHORT = {
    "energy-on-border": "on border",
    "average-drop": "avg. drop",
    "max-sensitivity": "max. sens.",
    "pointing-game": "pointing",
    "relevance-mass": "mass",
    "relevance-rank": "rank",
    "road": "ROAD",
}


def _measure_row(one: Measure) -> tuple[str, str, str, str]:
    """A measure as a row of the evidence: name, figure, in-sample or not, and how it was made."""
    name = _SHORT.get(one.name, one.name)
    if one.name == "parameter-randomisation":
        name = f"random. {one.parameters['layers']}/{one.parameters['of']}"
    made = ", ".join(f"{key} {value}" for key, value in one.parameters.items() if key != "in_sample")
    beside = "".join(f"; {key.replace('_', ' ')} {three_digits(value)}" for key, value in one.beside.items())
    hint = f"{one.title}: {made}{beside}. {one.note}".rstrip()
    figure = "left out" if one.value is None else three_digits(one.value)
    return name, figure, IN_SAMPLE if one.parameters.get("in_sample") else "", hint


def _caption(text: str) -> QLabel:
    label = _label("caption")
    label.setText(text)
    return label


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    return line
