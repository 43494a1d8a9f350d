"""What is known of an explanation beside its picture: likeliest classes, evidence, how it was made."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from db.rows import ExplanationRow
from engine.methods import METHODS
from engine.records import Measure
from gui.labels import column, label
from gui.method_link import MethodLink
from gui.said import said
from gui.tokens import DARK, S4, S8, S12, Theme
from gui.words import later, likelihood, share_of_time, three_digits, tr, written

IN_SAMPLE = later("in-sample")


class TopFive(QWidget):
    """The five likeliest classes: name, a bar from 0 to 1, number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self._rows: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[tuple[str, float], ...]) -> None:
        self._rows = rows
        self.setAccessibleName(
            tr("Likeliest classes: {classes}").format(
                classes=", ".join(f"{name} {likelihood(share)}" for name, share in rows)
            )
        )
        self.setToolTip("\n".join(f"{name}  {written(f'{share:.4f}')}" for name, share in rows))
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
                likelihood(share),
            )
            track = QRectF(line.left(), line.top() + metrics.height() + 1, line.width(), 3)
            painter.fillRect(track, QColor(self.theme.grid))
            track.setWidth(track.width() * min(1.0, max(0.0, share)))
            painter.fillRect(track, QColor(self.theme.accent if n == 0 else self.theme.edge))
        painter.end()


class Table(QWidget):
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
            made = (label("quiet"), label(""), label("caption"))
            for at, one in enumerate(made):
                self._grid.addWidget(one, len(self._labels), at)
            self._labels.append(made)
        for n, labels in enumerate(self._labels):
            name, value, remark, hint = rows[n] if n < len(rows) else ("", "", "", "")
            for one, text in zip(labels, (name, value, remark), strict=True):
                one.setText(text)
                one.setToolTip(hint.strip())
                one.setVisible(n < len(rows))
            labels[1].setAccessibleName(f"{name} {value} {remark}".strip())


class Evidence(Table):
    """The measures of the map."""

    def show_explanation(self, row: ExplanationRow) -> None:
        method = METHODS.get(row.method)
        note = tr(IN_SAMPLE) if method is not None and method.learns else ""
        hint = tr("The map was learned to make this good, so it proves little.") if note else ""
        keep = tr("Score seen through the mask, over that of the whole.") + f" {hint}"
        drop = tr("Score with the mask taken away, over that of the whole.") + f" {hint}"
        evidence = row.evidence
        self.show_rows(
            (
                (tr("keep"), three_digits(evidence.keep), note, keep),
                (tr("drop"), three_digits(evidence.drop), note, drop),
                (tr("area"), three_digits(evidence.area), "", tr("Mean of the mask: 0 nothing, 1 the whole picture.")),
                (
                    tr("Gini"),
                    three_digits(evidence.gini),
                    "",
                    tr("How concentrated the map is: 0 even, 1 a single point."),
                ),
                *(_measure_row(one) for one in row.measures if one.name not in ("keep", "drop", "area", "gini")),
            )
        )


class HowMade(QWidget):
    """Class, method, gates, time, and what the engine warned of."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(self)
        self._table = Table()
        self._warnings = label(wrap=True)
        self.about_method = MethodLink(DARK, parent=self)
        self.about_method.setText(tr("About this method…"))
        self.about_method.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        inside.addWidget(self._table)
        inside.addWidget(self.about_method, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._warnings)

    def show_explanation(self, row: ExplanationRow, *, hide_confidence: bool) -> None:
        method = METHODS.get(row.method)
        made = [
            (tr("explained"), class_name(row, row.target), "", tr("The class that the map speaks of.")),
            (tr("method"), row.method, "", tr(method.caveat) if method is not None else ""),
            (tr("time"), share_of_time(row.seconds), "", tr("Share of its batch.")),
        ]
        if method is None or method.kind != "peer":  # the peer methods have no gates
            calls = tr("{n} of {all} calls").format(n=row.gated, all=row.executed)
            made.insert(2, (tr("gates"), calls, "", tr("Activation calls with gates, of those executed.")))
        if row.pack:
            hint = tr("Learning began from a rule pack of this model, with this SHA-256: {hash}").format(hash=row.pack)
            made.insert(2, (tr("rule pack"), f"{row.pack[:8]}…", "", hint))
        if row.target != row.prediction and not hide_confidence:
            made.insert(
                1, (tr("its share"), three_digits(row.target_probability), "", tr("Probability of that class."))
            )
        self._table.show_rows(tuple(made))
        self.about_method.show_method(row.method)
        self._warnings.setVisible(bool(row.warnings))
        self._warnings.setText("\n".join(f"⚠ {said(text)}" for text in row.warnings))


def class_name(row: ExplanationRow, index: int) -> str:
    """The name of a class of the explanation's model."""
    return row.labels[index] if 0 <= index < len(row.labels) else tr("class {n}").format(n=index)


_SHORT = {
    "energy-on-border": later("on border"),
    "average-drop": later("avg. drop"),
    "max-sensitivity": later("max. sens."),
    "pointing-game": later("pointing"),
    "relevance-mass": later("mass"),
    "relevance-rank": later("rank"),
    "road": later("ROAD"),
}


def _measure_row(one: Measure) -> tuple[str, str, str, str]:
    """A measure as a row of the evidence: name, figure, in-sample or not, and how it was made."""
    name = tr(_SHORT[one.name]) if one.name in _SHORT else one.name
    if one.name == "parameter-randomisation":
        name = tr("random. {layers}/{all}").format(layers=one.parameters["layers"], all=one.parameters["of"])
    made = ", ".join(f"{key} {value}" for key, value in one.parameters.items() if key != "in_sample")
    beside = "".join(f"; {key.replace('_', ' ')} {three_digits(value)}" for key, value in one.beside.items())
    hint = f"{one.title}: {made}{beside}. {said(one.note)}".rstrip()
    figure = tr("left out") if one.value is None else three_digits(one.value)
    return name, figure, tr(IN_SAMPLE) if one.parameters.get("in_sample") else "", hint
