"""Names in every script and direction, from the folder to the report: shown in their place, found, kept to the byte."""

from __future__ import annotations

import csv
import html
import os
import unicodedata

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cli.report import report
from gui.item_list import number_width
from tests.gui import world
from tests.gui.conftest import close, trusted
from tests.gui.helpers import WAIT_MS, current, pause, press, rows

Key = Qt.Key
LABELS = ("ذئب", "狼 🐺", "भेड़िया")
REVIEWER = "Dvora דְּבוֹרָה الأولى \U0001f469\u200d\U0001f52c"
STEMS = {
    "arabic": "صورة الذئب",
    "hebrew": "תמונה של זאב",
    "chinese": "狼的图片",
    "hindi": "भेड़िए की तस्वीर",
    "joined": "\U0001f469\U0001f3fd\u200d\U0001f52c\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "combining": "e\u0301a\u0323\u0307o" + "\u0300\u0301\u0302\u0303" * 3,
    "turning": "photo\u202egpj\u2066x",
    "long": "wolf-" * 40,
    "lines": "two\nlines\tand a tab",
    "markup": "<b>&amp;\"'=1+1",
}
# The newline's file is asked for by what is on its first line: a field has one line.
SOUGHT = {name: stem for name, stem in STEMS.items()} | {"lines": "two", "long": "wolf-wolf-wolf"}


@pytest.fixture
def place(tmp_path):
    """A folder of a name of its own, class folders in three scripts, a file for each stem."""
    folder = tmp_path / "صور \u05e9\u05dc\u05d5\u05dd 图 \U0001f43a"
    for number, stem in enumerate(STEMS.values()):
        world.write_image(folder / LABELS[number % 3] / f"{stem}.png", world.LABELS[number % 3], number)
    return folder


@pytest.fixture
def named_model(tmp_path):
    model = world.write_model(tmp_path / "model")
    listed = ", ".join(f'"{label}"' for label in LABELS)
    model.write_text(model.read_text().replace('["red", "green", "blue"]', f"[{listed}]"), "utf-8")
    return trusted(model)


def relatives() -> dict[str, str]:
    return {name: f"{LABELS[n % 3]}/{stem}.png" for n, (name, stem) in enumerate(STEMS.items())}


def go_to(window, text: str) -> None:
    press(window.review.canvas, Key.Key_G)
    field = QApplication.focusWidget()
    assert field is window.review.queue_bar.field
    field.setText(text)
    press(field, Key.Key_Return)


def kept_in_sight(window) -> None:
    """Nothing a name can hold widens a part of the window or lets a line out of its label."""
    assert (window.width(), window.height()) == (1280, 800)
    for part in (window.top, window.review.left_side, window.review.panel, window.review.bar, window.status):
        assert window.rect().contains(part.rect().translated(part.mapTo(window, part.rect().topLeft())))
    assert window.review.canvas.width() > 500
    for label in window.top.findChildren(QLabel):
        assert label.height() < 60
    index = window.review.list.currentIndex()
    heights = {window.review.list.visualRect(index.siblingAtRow(n)).height() for n in range(3)}
    assert len(heights) == 1


def ink(window, relative: str) -> bytes:
    """A row of the list as it is painted, without its picture and its number."""
    place = window.review.items.position_of_relative(relative)
    area = window.review.list.visualRect(window.review.items.index(place))
    index = window.review.items.index(place)
    area.setLeft(area.left() + 60 + number_width(QFontMetrics(window.review.list.font()), index))
    image = window.review.list.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return bytes(image.constBits())


def test_a_name_that_turns_the_line_around_does_not_look_like_another(qtbot, open_window, place, named_model):
    """photo + right-to-left + gpj.png would read as photo.jpg turned: its sign is spelled out instead."""
    folder = place / LABELS[0]
    for stem in ("one\u202egpj", "one\\u202egpj"):
        world.write_image(folder / f"{stem}.png", "red", 5)
    window = open_window()
    window.open_paths([place, named_model])
    window.intake.choose_method("gradient", 1)
    window.intake.start_audit()
    items = window.review.items
    qtbot.waitUntil(lambda: items.in_state("explained") == len(STEMS) + 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    window.actions_["room-review"].trigger()
    window.review.list.go_to(items.position_of_relative(relatives()["long"]))
    pause(200)
    assert ink(window, f"{LABELS[0]}/one\u202egpj.png") == ink(window, f"{LABELS[0]}/one\\u202egpj.png")


def test_names_are_shown_found_kept_and_reported(qtbot, open_window, place, named_model, tmp_path):
    window = open_window(reviewer=REVIEWER)
    window.open_paths([place, named_model])
    window.intake.choose_method("gradient", 1)
    window.intake.start_audit()
    items = window.review.items
    qtbot.waitUntil(lambda: items.in_state("explained") == len(STEMS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    (project,) = tmp_path.glob("*.hansel")
    assert project.stem == place.name
    window.actions_["room-review"].trigger()
    canvas = window.review.canvas
    canvas.setFocus()
    names = relatives()

    def shown() -> set[str]:
        return {items.row(n).relative for n in range(items.rowCount())}

    for name, relative in names.items():
        go_to(window, SOUGHT[name])
        qtbot.waitUntil(lambda wanted=relative: current(window) == wanted, timeout=WAIT_MS)
        path = str(place / relative)
        qtbot.waitUntil(
            lambda wanted=path: canvas.picture is not None and canvas.picture.wish.path == wanted, timeout=WAIT_MS
        )
        assert not canvas.picture.image.isNull()
        pause(60)
        press(canvas, Key.Key_F)
        press(canvas, Key.Key_Return)
        QApplication.focusWidget().insertPlainText(f"On {STEMS[name]} \u2013 {REVIEWER}")
        press(QApplication.focusWidget(), Key.Key_Escape)
        kept_in_sight(window)
    qtbot.waitUntil(lambda: items.reviewed() == len(STEMS), timeout=WAIT_MS)

    # By the filter: a name's part, a class, a reviewer.
    for text, wanted in (
        ("狼的", {names["chinese"]}),
        ("תמונה", {names["hebrew"]}),
        (f"true:{LABELS[0]}", {one for one in names.values() if one.startswith(LABELS[0])}),
        (f'predicted:"{LABELS[1]}"', {one for one in names.values() if one.startswith(LABELS[1])}),
        (f'reviewer:"{REVIEWER}" verdict:flawed', set(names.values())),
        ("", set(names.values())),
    ):
        press(window.review.canvas, Key.Key_Slash)
        line = window.review.queue_bar.filter
        line.setText(text)
        QTest.keyClick(line, Key.Key_Return)
        try:
            qtbot.waitUntil(lambda wanted=wanted: shown() == wanted, timeout=8000)
        except Exception as error:
            raise AssertionError((text, window.review.queue_bar.words(), shown())) from error
        window.review.canvas.setFocus()

    # Whoever turns a line around in the window or in the page is stopped; the name itself is kept.
    assert "\u202e" not in window.top.title()
    close(window)
    stored = {row[0] for row in rows(project, "SELECT CAST(relative AS BLOB) FROM images")}
    assert stored == {relative.encode() for relative in names.values()}
    stored = dict(
        rows(
            project,
            "SELECT CAST(i.relative AS BLOB), CAST(r.comment AS BLOB) FROM reviews r "
            "JOIN explanations e ON e.id = r.explanation_id JOIN images i ON i.id = e.image_id",
        )
    )
    assert stored == {
        relative.encode(): f"On {STEMS[name]} \u2013 {REVIEWER}".encode() for name, relative in names.items()
    }
    assert rows(project, "SELECT CAST(name AS BLOB) FROM reviewers") == [(REVIEWER.encode(),)]
    reports_say_them(project, tmp_path, names)


def reports_say_them(project, tmp_path, names) -> None:
    for file in ("report.html", "report.csv"):
        ran = CliRunner().invoke(report, [str(project), "--out", str(tmp_path / file)])
        assert ran.exit_code == 0, ran.output
    page = (tmp_path / "report.html").read_text("utf-8")
    text = html.unescape(page)
    for name in ("arabic", "hebrew", "chinese", "hindi", "joined", "combining", "long"):
        assert names[name] in text, name
    assert REVIEWER in text
    assert "\u202e" not in page
    assert "\\u202e" in page
    assert "<b>&amp;" not in page  # a name is never markup
    with open(tmp_path / "report.csv", newline="", encoding="utf-8-sig") as opened:
        table = list(csv.DictReader(opened))
    column = next(key for key, value in table[0].items() if value in names.values())
    assert {row[column] for row in table} == set(names.values())
    assert (
        unicodedata.normalize("NFC", names["combining"]) != names["combining"]
    )  # so nothing was normalised on the way


def test_bytes_that_are_no_text_in_a_name_are_told_and_stop_nothing(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", 3)
    odd = os.fsencode(folder / "red") + b"/\xff\xfe disc.png"
    try:
        with open(odd, "wb") as file:
            Image.fromarray(np.full((40, 48, 3), 90, np.uint8)).save(file, "PNG")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    window = open_window()
    window.open_paths([folder, model])
    window.intake.choose_method("gradient", 1)
    window.intake.start_audit()
    items = window.review.items
    qtbot.waitUntil(lambda: items.in_state("explained") >= 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    window.grab()
    texts = "\n".join(window.notices.texts())
    listed = [row.relative for row in items.rows()]
    assert "udcff" in texts or any("\udcff" in name for name in listed), (texts, listed)
    assert not any("went wrong" in text for text in window.notices.texts())
