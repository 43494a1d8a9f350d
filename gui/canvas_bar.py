"""Under the canvas: which picture, how strong, from where on, in which colours, and what the colours stand for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from gui import contours, icons, style
from gui.choice import Choice
from gui.commands import Actions
from gui.pictures import Look, Picture
from gui.tokens import COLOUR_MAPS, DARK, S4, S8, S12, S24, Theme
from gui.words import scale_number, tr, written

ONE_ROW_FROM = 1080
WIDEST_BAR = 420
PICTURES = {"show-image": "image", "show-overlay": "overlay", "show-mask": "mask", "show-contours": "contours"}


class ColourBar(QWidget):
    """The colours from low to high, with the raw values they stand for."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, shared_with: str = "", parent: QWidget | None = None, *, meaning: str = "") -> None:
        """shared_with: whose scale a shared one is, where it is not that of the run; meaning: what is drawn, with
        {low} and {high} in it, where it is not raw attribution."""
        super().__init__(parent)
        self._shared_with, self._meaning = shared_with, meaning
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme: Theme = DARK
        self._strip: QImage | None = None
        self._scale: tuple[float, float] | None = None
        self._threshold = 0.0
        self._ticks: tuple[float, ...] = ()
        self._beyond = False

    def sizeHint(self) -> QSize:
        return QSize(220, QFontMetrics(self.font()).height() + S4)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self.sizeHint().height())

    def show_picture(self, picture: Picture | None) -> None:
        """The scale that a picture is drawn by; a bar without colours where there is none."""
        look = picture.wish.look if picture is not None else Look()
        scale = picture.scale if picture is not None else None
        self._strip = picture.strip if picture is not None else None
        self._scale = scale
        # A mask has no threshold: it fades.
        self._threshold = look.threshold if look.mode in ("overlay", "contours") else 0.0
        self._ticks = tuple(line.share for line in picture.lines) if picture is not None else ()
        shared = picture is not None and picture.wish.high is not None and look.mode != "mask"
        self._beyond = False
        words, tip = tr("no map") if picture is None or picture.map is None else tr("not drawn"), ""
        if scale is not None and picture is not None and picture.map is not None:
            words = tr("{low} to {high}").format(low=scale_number(scale[0]), high=scale_number(scale[1]))
            if shared and self._shared_with:
                words = tip = f"{words}, {self._shared_with}"
            elif shared:
                words = tr("{scale}, the same for all images of the run").format(scale=words)
            meaning = self._meaning or _scale_in_words(look.mode, shared)
            tip = tip or meaning.format(low=written(f"{scale[0]:.4g}"), high=written(f"{scale[1]:.4g}"))
            reach = float(np.nanmax(np.abs(picture.map), initial=0.0))
            self._beyond = shared and reach > scale[1]
            if self._beyond:
                beyond = tr("This image reaches {reach}: what lies beyond looks like the end of the scale")
                tip += "\n" + beyond.format(reach=written(f"{reach:.4g}"))
            if self._threshold > 0:
                overlay = look.mode == "overlay"
                below = tr("Below {value} the image shows through") if overlay else tr("Below {value} there is no line")
                tip += "\n" + below.format(value=written(f"{self._threshold * scale[1]:.4g}"))
        self.setAccessibleName(tr("Colour bar: {scale}").format(scale=words))
        self.setToolTip(tip)
        self.update()

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if self._scale is None or self._strip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        low, high = (scale_number(value) for value in self._scale)
        high = f"≥ {high}" if self._beyond else high
        metrics = QFontMetrics(self.font())
        left, right = metrics.horizontalAdvance(low) + S8, metrics.horizontalAdvance(high) + S8
        strip = QRectF(left, self.height() / 2 - 5, max(0, self.width() - left - right), 10)
        if self._ticks:
            self._draw_ticks(painter, strip)
        else:
            self._draw_colours(painter, strip, self._strip, signed=self._scale[0] < 0)
        painter.setPen(QColor(self.theme.quiet))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, low)
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, high)
        painter.end()

    def _draw_colours(self, painter: QPainter, box: QRectF, colours: QImage, *, signed: bool) -> None:
        """The colours where the picture has them, and an empty frame where the threshold leaves the image."""
        painter.drawImage(box, colours)
        hidden = QRectF(box)
        hidden.setWidth(box.width() * min(1.0, self._threshold))
        if signed:
            hidden.moveCenter(box.center())
        if hidden.width() >= 1:
            painter.fillRect(hidden, QColor(self.theme.panel))
            painter.setPen(QColor(self.theme.edge))
            painter.drawRect(hidden.adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_ticks(self, painter: QPainter, box: QRectF) -> None:
        """Where on the scale the iso-lines are, each drawn as on the picture."""
        painter.fillRect(QRectF(box.left(), box.center().y() - 0.5, box.width(), 1), QColor(self.theme.edge))
        low = -1.0 if self._scale is not None and self._scale[0] < 0 else 0.0
        for share in self._ticks:
            x = box.left() + (share - low) / (1.0 - low) * box.width()
            width, dashes = contours.pattern(share)
            pen = QPen(QColor(self.theme.text), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern(list(dashes))
            painter.setPen(pen)
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))


def _scale_in_words(mode: str, shared: bool) -> str:
    if mode == "mask":
        return tr("Raw attribution, {low} to {high}, from black to the untouched image")
    if shared:
        return tr("Raw attribution, {low} to {high}, for all images of this run (99 % of them keep within)")
    return tr("Raw attribution, {low} to {high}, for this image")


class CanvasBar(QWidget):
    """Emits ``look_changed(Look)``. One row where there is room, else as many as it needs. What has no room for its
    word shows its icon instead; its name is told all the same, and in the tooltip."""

    look_changed = Signal(object)

    def __init__(self, actions: Actions, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvasBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._signed = False
        self._actions = actions
        self._modes = QWidget()
        modes = QHBoxLayout(self._modes)
        modes.setContentsMargins(0, 0, 0, 0)
        modes.setSpacing(2)
        self._pictures: list[QToolButton] = []
        for name in PICTURES:
            actions[name].setIconVisibleInMenu(False)
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setAccessibleName(tr("Show {picture}").format(picture=actions[name].text()))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            modes.addWidget(button)
            self._pictures.append(button)
        strength, floor = tr("How strongly the map covers the image"), tr("Below this share of the scale: image only")
        self.opacity = self._slider(tr("Opacity"), strength, round(100 * look.opacity))
        self.threshold = self._slider(tr("Threshold"), floor, round(100 * look.threshold))
        self._opacity_said, self._threshold_said = QLabel(), QLabel()
        first = QWidget()
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight, first)
        self._first.setContentsMargins(0, 0, 0, 0)
        self._first.setSpacing(S8)
        self._sliders = QWidget()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._sliders)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(S8)
        self._named: list[QLabel] = []
        self._first.addWidget(self._modes, 0, Qt.AlignmentFlag.AlignLeft)
        self._first.addWidget(self._sliders, 1)
        for slider, said in ((self.opacity, self._opacity_said), (self.threshold, self._threshold_said)):
            label = QLabel(slider.accessibleName())
            label.setProperty("kind", "quiet")
            label.setBuddy(slider)
            self._named.append(label)
            row = QHBoxLayout()
            row.setSpacing(S8)
            row.addWidget(label)
            row.addWidget(slider, 1)
            row.addWidget(said)
            self._pair.addLayout(row, 1)
        self.colours = Choice()
        self.colours.addItems(COLOUR_MAPS)
        self.colours.setCurrentText(look.colours)
        self.colours.setAccessibleName(tr("Colour map"))
        self.colours.setToolTip(tr("Colour map"))
        self.shared = QToolButton()
        actions["share-scale"].setIconVisibleInMenu(False)
        self.shared.setDefaultAction(actions["share-scale"])
        self.shared.setAccessibleName(actions["share-scale"].text())
        actions.follow(self, self._tell_scale)
        self.bar = ColourBar()
        # Hidden while several pictures have scales of their own: nothing else moves then.
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(kept)
        second, self._choices = QWidget(), QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S12)
        row.addWidget(self.colours)
        row.addWidget(self.shared)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight, second)
        self._second.setContentsMargins(0, 0, 0, 0)
        self._second.setSpacing(S12)
        self._second.addStretch(0)
        self._second.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignLeft)
        self._second.addWidget(self.bar, 8)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(S12, S8, S12, S8)
        self._box.setSpacing(S12)
        self._box.addWidget(first, 3)
        self._box.addWidget(second, 2)
        self.opacity.valueChanged.connect(lambda value: self._change(opacity=value / 100))
        self.threshold.valueChanged.connect(lambda value: self._change(threshold=value / 100))
        self.colours.currentTextChanged.connect(lambda name: self._change(colours=name))
        self._tell()

    def _slider(self, name: str, hint: str, value: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setValue(value)
        slider.setMinimumWidth(40)
        slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        slider.setAccessibleName(name)
        slider.setToolTip(hint)
        return slider

    @property
    def look(self) -> Look:
        return self._look

    def _tell_scale(self) -> None:
        about = tr("Else each image is drawn by its own")
        self.shared.setToolTip(f"{self._actions.tooltip('share-scale')}\n{about}")

    def set_mode(self, mode: str) -> None:
        self._change(mode=mode)

    def set_shared(self, shared: bool) -> None:
        self._change(shared=shared)

    def show_picture(self, picture: Picture | None) -> None:
        """The picture that is on the canvas now: the bar shows the scale it was drawn by."""
        self.bar.show_picture(picture)
        signed = picture is not None and picture.scale is not None and picture.scale[0] < 0
        self.colours.setToolTip(tr("Signed map: blue below zero, orange above") if signed else tr("Colour map"))
        self._signed = signed
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        self.bar.theme = theme
        self.bar.update()
        for said in (self._opacity_said, self._threshold_said):
            said.setFixedWidth(QFontMetrics(style.font()).horizontalAdvance("100 %"))
        for name, glyph in {**PICTURES, "share-scale": "scale"}.items():
            self._actions[name].setIcon(icons.icon(glyph, theme.text, theme.edge))
        self._arrange()

    def _change(self, **what: object) -> None:
        look = replace(self._look, **what)  # type: ignore[arg-type]
        if look == self._look:
            return
        self._look = look
        self._tell()
        self.look_changed.emit(self._look)

    def _tell(self) -> None:
        self._opacity_said.setText(f"{round(100 * self._look.opacity)} %")
        self._threshold_said.setText(f"{round(100 * self._look.threshold)} %")
        overlay, contoured = self._look.mode == "overlay", self._look.mode == "contours"
        self.opacity.setEnabled(overlay)
        self.threshold.setEnabled(overlay or contoured)
        self.colours.setEnabled(overlay and not self._signed)
        self.shared.setEnabled(overlay or contoured)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._arrange()

    def _arrange(self) -> None:
        way = QBoxLayout.Direction
        one_row = self.width() >= style.px(ONE_ROW_FROM)
        room = self.width() - 2 * S12
        for buttons, held in ((self._pictures, self._modes), ([self.shared], self._choices)):
            _show_as(buttons, Qt.ToolButtonStyle.ToolButtonTextOnly)
            if held.layout().sizeHint().width() > room:
                _show_as(buttons, Qt.ToolButtonStyle.ToolButtonIconOnly)
        names = [label.sizeHint().width() for label in self._named]
        number = QFontMetrics(style.font()).horizontalAdvance("100 %")
        stacked = sum(names) + 2 * (self.opacity.minimumWidth() + number) + 5 * S8 > room
        self._pair.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self._pair.setSpacing(S4 if stacked else S8)
        for label in self._named:
            label.setMinimumWidth(max(names) if stacked else 0)
        needed = self._modes.layout().sizeHint().width() + self._pair.minimumSize().width() + S8
        self._first.setDirection(way.TopToBottom if stacked or room < needed else way.LeftToRight)
        beside = self._choices.layout().sizeHint().width() + S12 + style.px(150)
        self._second.setDirection(way.LeftToRight if one_row or room > beside else way.TopToBottom)
        self._box.setDirection(way.LeftToRight if one_row else way.TopToBottom)
        self.bar.setMaximumWidth(WIDEST_BAR if one_row else self.width())
        self._box.setSpacing(S24 if one_row else S4)


def _show_as(buttons: list[QToolButton], what: Qt.ToolButtonStyle) -> None:
    """With their words, or with their icons."""
    for button in buttons:
        button.setToolButtonStyle(what)
