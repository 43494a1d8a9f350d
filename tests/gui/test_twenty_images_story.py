"""Twenty images from the audit to the sign-off by keyboard alone; the file says what was typed, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui import world
from tests.gui.helpers import WAIT_MS, current, pause, press, rows

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
VERDICT_KEYS = {"sound": Key.Key_S, "flawed": Key.Key_F, "unsure": Key.Key_U}
REASONS = {1: "background", 3: "border-artefact", 6: "scattered-noise", 8: "missed-object"}
IMAGES = 20


@dataclass
class Typed:
    """What was typed for an image."""

    verdict: str
    reasons: tuple[int, ...] = ()
    severity: int | None = None
    comment: str = ""
    box: bool = False

    def in_file(self) -> tuple[str, list[str], int | None, str, int]:
        return self.verdict, sorted(REASONS[n] for n in self.reasons), self.severity, self.comment, int(self.box)


PLAN = [
    Typed("flawed", (1, 3), 2, "The tag, not the disc: 5 of 7 pixels.", box=True),
    Typed("sound"),
    Typed("unsure", (6,)),
    Typed("flawed", (8,), 3),
    Typed("sound", comment="Nothing to say against it"),
]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def hit(key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A key goes where the keyboard is, wherever that may be."""
    press(focused(), key, modifier)


def type_words(text: str) -> None:
    QTest.keyClicks(focused(), text)


def from_palette(window, words: str, title: str) -> None:
    hit(Key.Key_P, CTRL | SHIFT)
    assert focused() is window.manners.palette.field
    type_words(words)
    at = window.manners.palette.lines.currentIndex().row()
    assert window.manners.palette.entries()[at].title == title
    hit(Key.Key_Return)


def in_file(project) -> dict[str, tuple[str, list[str], int | None, str, int]]:
    found = rows(
        project,
        "SELECT i.relative, r.verdict, r.reasons, r.severity, r.comment, r.regions FROM reviews r "
        "JOIN explanations e ON e.id = r.explanation_id JOIN images i ON i.id = e.image_id",
    )
    return {
        name: (verdict, sorted(json.loads(reasons)), severity, comment, len(json.loads(regions or "[]")))
        for name, verdict, reasons, severity, comment, regions in found
    }


def say(typed: Typed) -> None:
    hit(VERDICT_KEYS[typed.verdict])
    for number in typed.reasons:
        hit(Key(Key.Key_0 + number))
    if typed.severity:
        hit(Key(Key.Key_0 + typed.severity), SHIFT)
    if typed.comment:
        hit(Key.Key_Return)
        type_words(typed.comment)
        hit(Key.Key_Return, CTRL)
    if typed.box:
        hit(Key.Key_B)
        hit(Key.Key_Left, SHIFT)
        hit(Key.Key_Return)
        hit(Key.Key_Right, SHIFT)
        hit(Key.Key_Right, SHIFT)
        hit(Key.Key_Down, SHIFT)
        hit(Key.Key_Return)
        hit(Key.Key_Escape)


def seen(qtbot, window) -> None:
    """Wait until the image at hand is on the canvas: what is drawn belongs to what is seen."""
    canvas, row = window.review.canvas, window.review.current()
    qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.wish.path == row.path, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: canvas.tools.ready, timeout=WAIT_MS)
    pause(80)  # nobody judges sooner


def settled(qtbot, project, wanted: dict[str, Typed]) -> None:
    """Wait until the file says what was typed."""
    expected = {name: typed.in_file() for name, typed in wanted.items()}

    def said() -> dict[str, object]:
        return {name: row for name, row in in_file(project).items() if row != (None, [], None, "", 0)}

    try:
        qtbot.waitUntil(lambda: said() == expected, timeout=10_000)
    except Exception:
        assert said() == expected
        raise


def test_twenty_images_from_the_audit_to_the_sign_off_by_keyboard_alone(qtbot, open_window, tmp_path, model):
    folder = world.write_folder(tmp_path / "discs", IMAGES)
    window = open_window()
    window.open_paths([folder, model])
    qtbot.waitUntil(window.actions_["start-audit"].isEnabled, timeout=WAIT_MS)
    hit(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.review.items.in_state("explained") == IMAGES, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.audits.running, timeout=WAIT_MS)
    project = tmp_path / "discs.hansel"
    hit(Key.Key_F3)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    for _ in range(4):
        if focused() is not window.review.canvas:
            hit(Key.Key_F6)
    assert focused() is window.review.canvas

    typed: dict[str, Typed] = {}
    while len(typed) < 12:
        name = current(window)
        assert name not in typed
        seen(qtbot, window)
        typed[name] = PLAN[len(typed) % len(PLAN)]
        say(typed[name])
        assert focused() is window.review.canvas
        # A picture that a reviewer has gone past is not gone to again: N skips it, J takes the one below.
        hit(Key.Key_J if len(typed) % 2 else Key.Key_N)
        qtbot.waitUntil(lambda before=name: current(window) != before, timeout=WAIT_MS)
    settled(qtbot, project, typed)

    # Three steps back go over two images.
    names = list(typed)
    before = dict(typed)
    assert [typed[name] for name in names[-2:]] == [PLAN[0], PLAN[1]]
    for _ in range(3):  # sound on the twelfth; the box and the comment on the eleventh
        hit(Key.Key_Z, CTRL)
    typed[names[-2]] = Typed("flawed", (1, 3), 2)
    del typed[names[-1]]
    settled(qtbot, project, typed)
    qtbot.waitUntil(lambda: current(window) == names[-2], timeout=WAIT_MS)
    for _ in range(2):
        hit(Key.Key_Z, CTRL | SHIFT)
    typed[names[-2]] = before[names[-2]]
    settled(qtbot, project, typed)

    # What is left, as a queue, from the palette.
    from_palette(window, "unreviewed", "Unreviewed")
    left = IMAGES - len(typed)
    qtbot.waitUntil(lambda: window.review.items.rowCount() == left, timeout=WAIT_MS)
    assert window.status.reviewed_text() == f"0 of {left} of this list · {len(typed)} of {IMAGES} reviewed"
    assert focused() is window.review.canvas
    while len(typed) < IMAGES:
        name = current(window)
        assert name not in typed
        seen(qtbot, window)
        typed[name] = PLAN[len(typed) % len(PLAN)]
        say(typed[name])
        if len(typed) < IMAGES:
            hit(Key.Key_N)
            qtbot.waitUntil(lambda before=name: current(window) != before, timeout=WAIT_MS)
    settled(qtbot, project, typed)
    assert len(typed) == IMAGES

    # The drop-down of queues, reached by Tab and answered by its first letters.
    queues = window.review.queue_bar.queues
    for _ in range(60):
        if focused() is queues:
            break
        hit(Key.Key_Tab, SHIFT)
    assert focused() is queues
    type_words("fl")
    flawed = [name for name, one in typed.items() if one.verdict == "flawed"]
    qtbot.waitUntil(lambda: window.review.items.rowCount() == len(flawed), timeout=WAIT_MS)
    items = window.review.items
    assert sorted(items.row(n).relative for n in range(items.rowCount())) == sorted(flawed)
    settled(qtbot, project, typed)

    from_palette(window, "sign off", "Sign off this run")
    qtbot.waitUntil(lambda: window.notices.get("signed") is not None, timeout=WAIT_MS)
    assert f"cleo signed off run 1 with {IMAGES} reviews." in window.notices.get("signed").text
    kinds = [kind for (kind,) in rows(project, "SELECT kind FROM review_events ORDER BY id")]
    assert kinds[-1] not in ("change", "undo", "redo")
    assert kinds.count("undo") == 3
    assert kinds.count("redo") == 2
    # A key is an event: nothing was said twice.
    each = sum(
        1 + len(one.reasons) + bool(one.severity) + bool(one.comment) + one.box for one in [*typed.values(), PLAN[1]]
    )
    assert kinds.count("change") == each
    settled(qtbot, project, typed)
