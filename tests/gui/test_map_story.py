"""A map that is missing or altered: told, computed again, put back only as it was; and what cannot be had again."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.store import Store
from tests.gui import world
from tests.gui.conftest import close, trusted
from tests.gui.helpers import WAIT_MS, current, mark, pause, press, rows


@pytest.fixture
def audited(qtbot, open_window, tmp_path):
    """Six images audited by a window that has been closed; the project, whose model and images are where they were."""
    folder = world.write_folder(tmp_path / "discs", 6)
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([folder, trusted(world.write_model(tmp_path / "model"))])
    window.intake.choose_method("learned", 3)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == 6, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    close(window)
    return tmp_path / "discs.hansel"


def file_of(project: Path, relative: str) -> Path:
    """The map of an image in the audit, by sqlite3."""
    query = (
        "SELECT e.map_path FROM explanations e JOIN images i ON i.id = e.image_id WHERE i.relative = ? AND run_id = 1"
    )
    return project / rows(project, query, relative)[0][0]


def alter(file: Path) -> bytes:
    """Change one bit of a file; its bytes as they were."""
    was = file.read_bytes()
    file.write_bytes(was[:-1] + bytes([was[-1] ^ 1]))
    return was


def show(qtbot, window, relative: str) -> None:
    """Go to an image and wait until it is on the canvas."""
    qtbot.waitUntil(lambda: window.review.items.position_of_relative(relative) is not None, timeout=WAIT_MS)
    window.review.list.go_to(window.review.items.position_of_relative(relative))
    canvas = window.review.canvas

    def there() -> bool:
        picture = canvas.picture
        return picture is not None and picture.wish.path.endswith(relative) and picture.wish.explanation_id is not None

    qtbot.waitUntil(there, timeout=WAIT_MS)
    canvas.setFocus()


def titles(card) -> list[str]:
    return [button.text() for button in card.buttons]


def test_a_deleted_map_is_told_and_comes_back_with_the_verdict_as_it_was(qtbot, audited, open_window):
    file = file_of(audited, "blue/0002.png")
    was = file.read_bytes()
    file.unlink()
    window = open_window(audited)
    show(qtbot, window, "blue/0002.png")
    card, canvas = window.again.mending.card, window.review.canvas
    assert card.isVisible()
    assert "missing" in card.title.text()
    assert titles(card) == ["Compute again"]
    assert canvas.picture.map is None
    assert window.actions_["compute-map"].isEnabled()
    window.desk.change(window.review.current().explanation_id, "blue/0002.png", {"verdict": "flawed"})
    qtbot.waitUntil(lambda: mark(window, "blue/0002.png") == "flawed", timeout=WAIT_MS)
    events = rows(audited, "SELECT hash FROM review_events ORDER BY id")

    QTest.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.map is not None, timeout=WAIT_MS)
    assert file.read_bytes() == was
    np.testing.assert_array_equal(canvas.picture.map, np.load(file).astype(np.float32))
    assert not card.isVisible()
    assert not window.actions_["compute-map"].isEnabled()
    assert "as it was written" in window.toasts.texts()[-1]
    assert canvas.hasFocus()
    assert rows(audited, "SELECT hash FROM review_events ORDER BY id") == events
    assert rows(audited, "SELECT count(*) FROM runs") == [(1,)]
    assert sorted(one.name for one in file.parent.iterdir()) == [file.name]
    assert mark(window, "blue/0002.png") == "flawed"


def test_a_map_that_nobody_can_see_is_not_judged(qtbot, audited, open_window):
    """An event says which map was looked at, by its hash."""
    file = file_of(audited, "red/0000.png")
    window = open_window(audited)
    show(qtbot, window, "red/0003.png")
    canvas, panel = window.review.canvas, window.review.panel
    press(canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, "red/0003.png") == "sound", timeout=WAIT_MS)
    number = rows(audited, "SELECT count(*) FROM review_events")
    alter(file)
    window.review.list.go_to(window.review.items.position_of_relative("red/0000.png"))
    # Quicker than the picture, and after it.
    press(canvas, Qt.Key.Key_S)
    hint = "its map cannot be shown; compute it again before judging"
    qtbot.waitUntil(lambda: window.status.saved_text() == hint, timeout=WAIT_MS)
    show(qtbot, window, "red/0000.png")
    for key, held in (("F", "0"), ("1", "0"), ("1", "Shift")):
        window.status.show_passing("")
        modifier = Qt.KeyboardModifier.ShiftModifier if held == "Shift" else Qt.KeyboardModifier.NoModifier
        press(canvas, getattr(Qt.Key, f"Key_{key}"), modifier)
        assert window.status.saved_text() == hint
    for button in (*panel.buttons.values(), *panel.reasons.buttons.values(), *panel.reasons.severities.values()):
        assert not button.isEnabled()
        assert button.toolTip() == hint
    press(canvas, Qt.Key.Key_B)
    box = canvas.rect().center()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box)
    QTest.mouseMove(canvas, box + QPoint(60, 60))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box + QPoint(60, 60))
    pause(200)
    assert canvas.regions.own == {}
    assert rows(audited, "SELECT count(*) FROM review_events") == number
    press(canvas, Qt.Key.Key_Escape)
    # What does not judge the map can be done: a comment, and taking back what was said of another image.
    press(canvas, Qt.Key.Key_Return)
    QTest.keyClicks(panel.comment.field, "ask ana")
    press(panel.comment.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(
        lambda: rows(audited, "SELECT verdict, comment FROM reviews WHERE comment != ''") == [(None, "ask ana")],
        timeout=WAIT_MS,
    )
    for _ in range(2):
        press(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        pause(100)
    qtbot.waitUntil(lambda: mark(window, "red/0003.png") is None, timeout=WAIT_MS)
    # Computed again it is judged as any other.
    show(qtbot, window, "red/0000.png")
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.map is not None, timeout=WAIT_MS)
    assert all(button.isEnabled() for button in panel.buttons.values())
    assert panel.buttons["sound"].toolTip() == "Sound (S)"
    press(canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mark(window, "red/0000.png") == "sound", timeout=WAIT_MS)


def test_an_altered_map_is_never_shown_and_stays_beside_the_one_that_is_put_back(qtbot, audited, open_window):
    file = file_of(audited, "red/0000.png")
    was = alter(file)
    altered = file.read_bytes()
    window = open_window(audited)
    show(qtbot, window, "red/0000.png")
    card, canvas = window.again.mending.card, window.review.canvas
    assert "altered" in card.title.text()
    assert canvas.picture.map is None
    # Folded it hides next to nothing of the picture, and tells all the same.
    whole = card.height()
    QTest.mouseClick(card.fold, Qt.MouseButton.LeftButton)
    assert card.isVisible()
    assert card.title.isVisible()
    assert card.height() < whole / 2
    assert not card.buttons[0].isVisible()
    QTest.mouseClick(card.fold, Qt.MouseButton.LeftButton)
    assert card.buttons[0].isVisible()
    # By keyboard: from the palette's command, and with the card's own button by Tab.
    assert card.buttons[0].focusPolicy() & Qt.FocusPolicy.TabFocus
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.map is not None, timeout=WAIT_MS)
    assert file.read_bytes() == was
    beside = file.with_name(f"{file.name}.altered")
    assert beside.read_bytes() == altered
    assert beside.name in window.toasts.texts()[-1]
    # On to another image and back: the card does not come again.
    show(qtbot, window, "red/0003.png")
    assert not card.isVisible()
    show(qtbot, window, "red/0000.png")
    assert not card.isVisible()


def test_a_map_with_another_hash_is_never_put_in_the_place_but_can_be_kept_beside(qtbot, audited, open_window):
    """As on another machine, whose sums come out in another order: here the record asks for another hash."""
    file = file_of(audited, "green/0001.png")
    alter(file)
    altered = file.read_bytes()
    with sqlite3.connect(audited / "audit.sqlite") as db:
        db.execute("UPDATE explanations SET map_sha256 = ? WHERE map_path LIKE ?", ("0" * 64, f"%{file.name}"))
        db.execute("UPDATE sessions SET versions = json_set(versions, '$.torch', '1.0')")
    db.close()
    (audited / ".closed").unlink()  # the seal of what was changed here on purpose
    window = open_window(audited)
    show(qtbot, window, "green/0001.png")
    card, canvas = window.again.mending.card, window.review.canvas
    own = window.review.current().explanation_id
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: "Keep as a new explanation" in titles(card), timeout=WAIT_MS)
    words = card.words.text()
    assert "not the kept one" in words
    assert "Nothing was replaced" in words
    assert "torch 1.0, now " in words
    low, high = rows(audited, "SELECT map_low, map_high FROM explanations WHERE id = ?", own)[0]
    ends = f"{low:.3g} to {high:.3g}"
    assert words.count(ends) == 2, (ends, words)  # these maps are alike, so then and now are
    assert file.read_bytes() == altered
    assert [one.name for one in file.parent.iterdir() if "altered" in one.name] == []

    QTest.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.again.shown not in (None, own), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.map is not None, timeout=WAIT_MS)
    assert not card.isVisible()
    assert rows(audited, "SELECT method, state FROM runs ORDER BY id") == [
        ("learned", "finished"),
        ("learned", "finished"),
    ]
    # The audit's own is still told as lost, and the new one is offered in its place and not made twice.
    window.again.show_explanation(own)
    qtbot.waitUntil(card.isVisible, timeout=WAIT_MS)
    assert file.read_bytes() == altered
    QTest.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.again.shown != own, timeout=WAIT_MS)
    assert rows(audited, "SELECT count(*) FROM explanations WHERE run_id = 2") == [(1,)]


def test_an_image_that_is_gone_or_changed_is_told_with_what_to_do(qtbot, audited, open_window, tmp_path):
    file = file_of(audited, "blue/0005.png")
    file.unlink()
    window = open_window(audited)
    show(qtbot, window, "blue/0005.png")
    card = window.again.mending.card
    image = tmp_path / "discs" / "blue" / "0005.png"
    content = image.read_bytes()
    image.write_bytes(content + b" ")
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: "its bytes changed" in card.words.text(), timeout=WAIT_MS)
    assert "Put the original back" in card.words.text()
    image.unlink()
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: "is not there any more" in card.words.text(), timeout=WAIT_MS)
    assert titles(card) == ["Compute again", "Relink folder…"]
    assert not file.exists()
    # Put back, it goes.
    image.write_bytes(content)
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(file.exists, timeout=WAIT_MS)


def test_a_model_that_is_gone_moved_changed_or_not_agreed_to_is_told(qtbot, audited, open_window, tmp_path, own_home):
    file = file_of(audited, "blue/0002.png")
    file.unlink()
    model = tmp_path / "model"
    away = shutil.move(model, tmp_path / "away")
    window = open_window(audited)
    show(qtbot, window, "blue/0002.png")
    mending = window.again.mending
    card = mending.card
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: "model.toml is not there any more" in card.words.text(), timeout=WAIT_MS)
    assert titles(card) == ["Compute again", "Choose model…"]
    # Another one in its place is not taken for it.
    other = trusted(world.write_model(model))
    other.write_text(other.read_text().replace("resize = 32", "resize = 40"))
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(lambda: "has changed since this run was made" in card.words.text(), timeout=WAIT_MS)
    assert not file.exists()
    # The right one, elsewhere, with its consent taken back: no dialog, but words.
    agreed = own_home / "config" / "hansel" / "trusted-code.json"
    kept = agreed.read_bytes()
    agreed.unlink()
    explanation = window.review.current().explanation_id
    mending.use_model(explanation, Path(away) / "model.toml")
    qtbot.waitUntil(lambda: "code that you have not agreed to run" in card.words.text(), timeout=WAIT_MS)
    assert QApplication.activeModalWidget() is None
    agreed.write_bytes(kept)
    window.actions_["compute-map"].trigger()
    qtbot.waitUntil(file.exists, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=WAIT_MS)


def test_it_goes_before_the_running_audit_which_comes_out_as_ever(qtbot, audited, open_window, tmp_path, slow_model):
    file = file_of(audited, "blue/0002.png")
    was = file.read_bytes()
    file.unlink()
    folder = world.write_folder(tmp_path / "more", 40)
    window = open_window()
    window.set_reviewer("ana")
    window.open_paths([folder, slow_model])
    window.intake.choose_method("smoothgrad", 0)
    window.intake.start_audit()
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") > 0, timeout=WAIT_MS)
    # Another project is looked at meanwhile, and its map is wanted now; the audit pauses and goes on.
    window.open_paths([audited])
    qtbot.waitUntil(lambda: window.desk.store is not None and window.desk.store.path == audited, timeout=WAIT_MS)
    show(qtbot, window, "blue/0002.png")
    window.actions_["pause-audit"].trigger()
    done = window.audits.progress.done
    assert window.audits.running
    window.actions_["compute-map"].trigger()
    assert window.again.mending.card.words.text() == "Next: after the batch at hand."
    qtbot.waitUntil(file.exists, timeout=WAIT_MS)
    assert file.read_bytes() == was
    assert window.audits.running
    assert window.audits.progress.done - done <= 16
    pause(200)
    window.actions_["resume-audit"].trigger()
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    project = tmp_path / "more.hansel"
    assert rows(project, "SELECT state FROM runs") == [("finished",)]
    assert rows(project, "SELECT count(*) FROM explanations") == [(40,)]
    assert current(window) == "blue/0002.png"


def test_a_second_window_tells_and_offers_nothing(qtbot, audited, open_window):
    file = file_of(audited, "blue/0002.png")
    file.unlink()
    with Store.open(audited):
        window = open_window(audited)
        show(qtbot, window, "blue/0002.png")
        card = window.again.mending.card
        assert "reading only" in card.words.text()
        assert titles(card) == []
        assert not window.actions_["compute-map"].isEnabled()
        assert window.actions_.why_not("compute-map") == "the project is open for reading only"
        close(window)
    assert not file.exists()
