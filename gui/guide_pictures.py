"""The pictures of docs/guide.md: the real window over the demo, in the order in which the guide tells of it.

Cut to the part that is spoken of and kept in few colours, so that each stays a small file.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from db.rows import Verdict
from engine.render import colour as colour_of
from gui.screenshots import demo_window, is_mistaken, second_run, wait, wait_until
from gui.tokens import DARK, VERDICT_COLOURS
from gui.window import Window

SIZE = (1180, 740)
SCALE = 32  # colours of the map's scale that are kept as they are
MARGIN = 8
STAMP = (0.53, 0.75, 0.97, 0.97)  # where the demo's pictures carry it: left, top, right, bottom as shares
# In the order in which they are taken; the guide may name no other.
NAMES = (
    "tour", "audit", "running", "review", "mask", "region", "what-if", "suspicious", "why", "patterns",
    "side-by-side", "method", "trends", "compare", "report", "keys",
)  # fmt: skip


def take(out: Path, images: int, steps: int) -> list[Path]:
    """Audit a demo folder in a window and photograph what the guide shows; the files written."""
    with demo_window(images) as (window, folder, model):
        window.resize(*SIZE)
        camera = Camera(window, out)
        window.show()
        wait(200)
        _setting_up(window, camera, folder, model, steps, images)
        _reviewing(window, camera)
        _helping(window, camera)
        _summing_up(window, camera)
    assert [file.stem for file in camera.taken] == list(NAMES)
    return camera.taken


class Camera:
    """Takes the window, or what lies around some of its parts."""

    def __init__(self, window: Window, out: Path) -> None:
        self._window, self._out = window, out
        self.taken: list[Path] = []

    def __call__(self, name: str, *parts: QWidget, of: QWidget | None = None) -> None:
        """parts: only the rectangle that holds them all; of: another window than the main one."""
        wait(350)
        file = self._out / f"{name}.png"
        host = of or self._window
        picture = host.grab()
        if parts:
            around = QRect()
            for part in parts:
                around = around.united(QRect(part.mapTo(host, QPoint(0, 0)), part.size()))
            picture = picture.copy(around.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).intersected(host.rect()))
        picture.save(str(file))
        with Image.open(file) as whole:
            small = in_few_colours(whole.convert("RGB"))
        small.save(file, optimize=True)
        self.taken.append(file)


def in_few_colours(picture: Image.Image) -> Image.Image:
    """256 of them: what colours mean (the map's scale, the verdicts, the theme) is among them as it is, and the rest is
    as near as can be."""
    theme = [colour for field in fields(DARK) if isinstance(colour := getattr(DARK, field.name), str)]
    meant = [
        tuple(bytes.fromhex(colour[1:])) for colour in (*theme, *VERDICT_COLOURS.values()) if colour.startswith("#")
    ]
    ramp = np.linspace(0, 1, SCALE, dtype=np.float32)[None]
    scale = [tuple(one) for one in colour_of(ramp)[0].tolist()]
    own = picture.quantize(256 - len(meant) - len(scale), dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (*meant, *scale) for part in colour] + own)
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _setting_up(window: Window, camera: Camera, folder: Path, model: Path, steps: int, images: int) -> None:
    window.set_reviewer("ana")
    window.name_bar.hide()
    window.tour.take()
    camera("tour")
    window.tour.end()
    window.intake.trusted = model.resolve()
    window.open_paths([folder, model])
    window.intake.choose_method("learned", steps)
    wait_until(lambda: window.audits.model is not None and window.intake.images is not None, "the model")
    camera("audit")
    window.intake.start_audit()
    wait_until(lambda: window.review.items.in_state("explained") >= images // 4, "a quarter of the audit")
    window.review.list.go_to(1)
    camera("running")
    wait_until(lambda: not window.audits.running, "the end of the audit")


def _reviewing(window: Window, camera: Camera) -> None:
    review, items = window.review, window.review.items
    rows = [row for n in range(items.rowCount()) if (row := items.row(n)) is not None]
    wrong = [n for n, row in enumerate(rows) if is_mistaken(row, items.label(row.prediction))]
    # The surest mistake is the most telling: the net goes by something else than the object.
    telling = max(wrong, key=lambda n: rows[n].probability or 0.0)
    around = range(max(0, telling - 9), telling)
    for n in around:
        review.list.go_to(n)
        verdict: Verdict = "flawed" if n in wrong else "unsure" if n % 5 == 2 else "sound"
        review.judge(verdict)
    review.list.go_to(telling)
    review.judge("flawed")
    review.toggle_reason(2)
    wait_until(lambda: items.reviewed() == len(around) + 1, "the verdicts")
    camera("review")
    review.set_mode("mask")
    camera("mask", review.stage, review.bar)
    review.set_mode("overlay")
    _region(window)
    camera("region")
    window.actions_["what-if-away"].trigger()
    wait_until(lambda: bool(review.panel.what_ifs.texts()), "the answer to what if")
    camera("what-if")
    review.canvas.tools.choose("select")
    review.choose_queue("suspicious")
    wait_until(lambda: review.queueing.queue.kind == "suspicious", "the queue")
    camera("suspicious", review.left_side)
    for _ in range(2):  # the region, then the tool
        QTest.keyClick(review.canvas, Qt.Key.Key_Escape)
    review.list.go_to(0)
    window.actions_["why-suspicious"].trigger()
    wait_until(lambda: len(review.panel.why.texts()) > 2, "why")
    camera("why", review.stage, review.panel)
    window.actions_["why-suspicious"].trigger()
    window.rooms.show("patterns")
    wait_until(lambda: window.rooms.patterns.found is not None, "the patterns")
    wait(1200)
    camera("patterns")
    window.rooms.show("review")
    second_run(window, range(around.start, telling + 1))
    window.actions_["compare-explanations"].trigger()
    shown = review.sides.shown_views
    wait_until(lambda: len(shown()) == 2 and all(one.explanation_id for one in shown()), "two views")
    camera("side-by-side")
    window.actions_["compare-explanations"].trigger()


def _region(window: Window) -> None:
    """A box around what the demo's net looks at, with the mouse."""
    canvas = window.review.canvas
    wait_until(lambda: canvas.picture is not None, "the picture")
    assert canvas.picture is not None
    canvas.setFocus()
    window.actions_["tool-box"].trigger()
    width, height = canvas.picture.image.width(), canvas.picture.image.height()
    start = canvas.port().to_widget(STAMP[0] * width, STAMP[1] * height).toPoint()
    end = canvas.port().to_widget(STAMP[2] * width, STAMP[3] * height).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def _helping(window: Window, camera: Camera) -> None:
    window.about_method.tell("gradient")
    camera("method", window.about_method.card)
    window.about_method.card.shut()


def _summing_up(window: Window, camera: Camera) -> None:
    window.rooms.show("trends")
    wait(700)
    camera("trends")
    window.rooms.show("trends", "compare")
    page = window.rooms.trend_desk.compare
    wait_until(lambda: page.alike is not None, "the comparison of the maps")
    camera("compare")
    window.rooms.show("review")
    window.exporting.ask()

    def ready() -> bool:
        return window.exporting.dialog is not None and window.exporting.dialog.do.isEnabled()

    wait_until(ready, "the report's dialog")
    camera("report", of=window.exporting.dialog)
    window.exporting.dialog.reject()
    window.manners.show_keys()
    camera("keys", window.manners.keys)
    window.manners.keys.shut()
