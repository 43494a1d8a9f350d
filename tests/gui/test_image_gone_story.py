"""An image is deleted, or another picture is put in its place, while it is on the canvas: said, and nothing stops."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.gui import world
from tests.gui.conftest import audited, close
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, verdict_in_file

Key = Qt.Key
NOTICE = "original"


@pytest.fixture
def place(tmp_path):
    """A folder of six images of its own, with its project."""
    return audited(tmp_path, 6)


def ready(qtbot, window):
    on_canvas(qtbot, window)
    window.review.canvas.setFocus()
    return window


def on_canvas(qtbot, window) -> None:
    canvas = window.review.canvas
    qtbot.waitUntil(
        lambda: canvas.picture is not None and canvas.picture.wish.path == window.review.current().path,
        timeout=WAIT_MS,
    )


def told(qtbot, window, part: str) -> None:
    qtbot.waitUntil(lambda: part in getattr(window.notices.get(NOTICE), "text", ""), timeout=6000)


def untold(qtbot, window) -> None:
    qtbot.waitUntil(lambda: window.notices.get(NOTICE) is None, timeout=6000)


def canvas_pixels(window) -> np.ndarray:
    image = window.review.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : 3 * image.width()].astype(int)


def test_deleted_while_it_is_shown_it_is_told_and_judged_and_the_next_one_works(qtbot, open_window, place):
    window = ready(qtbot, open_window(place / "discs.hansel"))
    project, name = place / "discs.hansel", current(window)
    file, kept = place / "discs" / name, place / "kept.png"
    shutil.move(file, kept)
    told(qtbot, window, f"{name} is not there any more.")
    assert window.isEnabled()
    assert window.review.canvas.hasFocus()  # nothing stands in the way of the keyboard
    press(window.review.canvas, Key.Key_F)
    qtbot.waitUntil(lambda: mark(window, name) == "flawed", timeout=WAIT_MS)
    assert verdict_in_file(project, name) == "flawed"
    press(window.review.canvas, Key.Key_J)
    second = current(window)
    on_canvas(qtbot, window)
    untold(qtbot, window)
    press(window.review.canvas, Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, second) == "sound", timeout=WAIT_MS)
    press(window.review.canvas, Key.Key_K)
    told(qtbot, window, name)
    shutil.move(kept, file)
    untold(qtbot, window)
    assert current(window) == name


def test_gone_before_the_window_opened_the_picture_comes_when_the_file_is_back(qtbot, open_window, place):
    project, name = place / "discs.hansel", "blue/0002.png"
    file, kept = place / "discs" / name, place / "kept.png"
    shutil.move(file, kept)
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.current() is not None, timeout=WAIT_MS)
    assert current(window) == name
    told(qtbot, window, name)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    assert window.review.canvas.picture.image.isNull()
    window.review.canvas.setFocus()
    press(window.review.canvas, Key.Key_U)
    qtbot.waitUntil(lambda: verdict_in_file(project, name) == "unsure", timeout=WAIT_MS)
    shutil.move(kept, file)
    untold(qtbot, window)
    qtbot.waitUntil(lambda: not window.review.canvas.picture.image.isNull(), timeout=WAIT_MS)
    pause(50)
    assert canvas_pixels(window).std() > 10  # a picture, no words on an empty ground


def test_another_picture_in_its_place_is_never_taken_for_it(qtbot, open_window, place):
    window = ready(qtbot, open_window(place / "discs.hansel"))
    name = current(window)
    file, kept = place / "discs" / name, place / "kept.png"
    shutil.copy2(file, kept)
    world.write_image(file, "red", 77, size=(90, 33))
    told(qtbot, window, f"{name} is another file than the one that was audited.")
    press(window.review.canvas, Key.Key_F)
    qtbot.waitUntil(lambda: verdict_in_file(place / "discs.hansel", name) == "flawed", timeout=WAIT_MS)
    dismissed = window.notices.get(NOTICE)
    window.notices.remove(NOTICE)
    pause(1500)
    assert dismissed is not None
    assert window.notices.get(NOTICE) is None  # closed once, it does not come again by itself
    press(window.review.canvas, Key.Key_J)
    on_canvas(qtbot, window)
    press(window.review.canvas, Key.Key_K)
    told(qtbot, window, name)
    close(window)
    again = ready(qtbot, open_window(place / "discs.hansel"))
    assert current(again) == name
    told(qtbot, again, name)
    shutil.copy2(kept, file)
    untold(qtbot, again)


def test_the_same_picture_written_anew_is_the_same(qtbot, open_window, place):
    window = ready(qtbot, open_window(place / "discs.hansel"))
    file = place / "discs" / current(window)
    bytes_ = file.read_bytes()
    file.unlink()
    told(qtbot, window, "not there any more")
    file.write_bytes(bytes_)
    untold(qtbot, window)
    pause(1200)
    assert window.notices.get(NOTICE) is None


def test_a_folder_that_is_gone_is_told_once(qtbot, open_window, place):
    window = ready(qtbot, open_window(place / "discs.hansel"))
    (place / "discs").rename(place / "elsewhere")
    pause(1300)
    window.review.list.go_to(5)
    qtbot.waitUntil(lambda: window.notices.get("relink") is not None, timeout=WAIT_MS)
    pause(1200)
    assert window.notices.get(NOTICE) is None
