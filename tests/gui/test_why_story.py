"""Why is this suspicious: what the panel says, against figures worked out here from the files of the project."""

from __future__ import annotations

import math
import re
import statistics
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt

from tests.gui.helpers import WAIT_MS, press, rows
from tests.gui.reviewers import say

SHIFT = Qt.KeyboardModifier.ShiftModifier
READ = (
    "SELECT i.relative, e.map_path, e.prediction, r.border FROM run_images r JOIN explanations e ON "
    "e.id = r.explanation_id JOIN images i ON i.id = r.image_id WHERE r.state = 'explained' ORDER BY r.position"
)


def quartile(values: list[float], share: float) -> float:
    """By linear interpolation between the ordered values."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = math.floor(at)
    return ordered[low] + (at - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def blocks(values: np.ndarray) -> list[float]:
    """Shares of the positive part in 8 x 8 blocks, pixel by pixel."""
    height, width = values.shape
    found = [0.0] * 64
    for y in range(height):
        for x in range(width):
            found[(y * 8 // height) * 8 + x * 8 // width] += max(float(values[y, x]), 0.0)
    total = sum(found)
    return [one / total for one in found]


def oracle(project: Path) -> dict[str, dict[str, float]]:
    """Image -> figures: apart, border, and the place in the queue, all in plain Python."""
    found = rows(project, READ)
    signatures = {name: blocks(np.load(project / path).astype(float)) for name, path, _, _ in found}
    predicted = {name: prediction for name, _, prediction, _ in found}
    classes = sorted(set(predicted.values()))
    means = [
        [statistics.fmean(signatures[n][k] for n in signatures if predicted[n] == one) for k in range(64)]
        for one in classes
    ]
    assert len(classes) > 2
    usual = [statistics.median(mean[k] for mean in means) for k in range(64)]
    apart = {
        name: 1 - sum(a * b for a, b in zip(one, usual, strict=True)) / (math.hypot(*one) * math.hypot(*usual))
        for name, one in signatures.items()
    }
    border = {name: share for name, _, _, share in found}

    def rank(of: dict[str, float], name: str) -> float:
        below = sum(value < of[name] for value in of.values())
        equal = sum(value == of[name] for value in of.values()) - 1
        return (below + equal / 2) / (len(of) - 1)

    score = {name: (rank(apart, name) + rank(border, name)) / 2 for name in apart}
    order = sorted(score, key=lambda name: -score[name])  # equals stay in their order
    return {
        name: {"apart": apart[name], "border": border[name], "place": order.index(name) + 1, "of": len(order)}
        for name in order
    }


def asked(qtbot, window) -> list[str]:
    """What the fold says of the image at hand."""
    box = window.review.panel.why
    qtbot.waitUntil(lambda: len(box.texts()) > 2, timeout=WAIT_MS)
    return box.texts()


def test_it_says_where_each_image_stands_and_by_which_figures_as_worked_out_from_the_files(qtbot, window, project):
    truth = oracle(project)
    review = window.review
    press(review.canvas, Qt.Key.Key_Y, SHIFT)
    for name, known in truth.items():
        review.list.go_to(review.items.position_of_relative(name))
        texts = asked(qtbot, window)
        place = re.match(r"(\d+)\w\w of (\d+) ", texts[0])
        assert place is not None
        assert (int(place[1]), int(place[2])) == (known["place"], known["of"]), name
        lines = "\n".join(texts[2:])
        values = [one["apart"] for one in truth.values()]
        low, middle, high = (f"{quartile(values, share):.3f}" for share in (0.25, 0.5, 0.75))
        assert f"{known['apart']:.3f} away from where" in lines
        assert f"In this run usually {low} to {high}, median {middle};" in lines
        edge = [100 * one["border"] for one in truth.values()]
        low, middle, high = (f"{quartile(edge, share):.1f} %" for share in (0.25, 0.5, 0.75))
        assert f"{100 * known['border']:.1f} % of its energy is on the border" in lines
        assert f"In this run usually {low} to {high}, median {middle};" in lines
        unusual = (known["apart"] >= max(0.5, 1.5 * statistics.median(values))) + (
            100 * known["border"] >= max(2.0, 3 * statistics.median(edge))
        )
        assert lines.count("⚑") == unusual
        assert ("Nothing about it is unusual" in texts[1]) == (unusual == 0)


def test_it_agrees_with_the_queue(qtbot, window):
    window.review.choose_queue("suspicious")
    qtbot.waitUntil(lambda: window.review.queueing.queue.kind == "suspicious", timeout=WAIT_MS)
    press(window.review.canvas, Qt.Key.Key_Y, SHIFT)
    for n in range(window.review.items.rowCount()):
        window.review.list.go_to(n)
        row = window.review.current()
        if row.state == "explained":
            assert asked(qtbot, window)[0].startswith(("1st", "2nd", "3rd", "4th", "5th", "6th")[n])


def test_a_key_opens_it_and_the_same_key_leads_back_to_the_picture(qtbot, window):
    fold = window.review.panel.folds["why"]
    assert not fold.opened
    press(window.review.canvas, Qt.Key.Key_Y, SHIFT)
    assert fold.opened
    asked(qtbot, window)
    focus = window.focusWidget()
    assert fold.isAncestorOf(focus)
    assert "in Most suspicious first" in focus.accessibleDescription()
    press(focus, Qt.Key.Key_Y, SHIFT)
    assert not fold.opened
    assert window.review.canvas.hasFocus()


def test_of_an_image_without_a_map_nothing_is_asked(qtbot, window):
    press(window.review.canvas, Qt.Key.Key_Y, SHIFT)
    asked(qtbot, window)
    window.review.list.go_to(window.review.items.position_of_relative("red/torn.png"))
    assert window.review.panel.folds["why"].isHidden()


def test_before_ones_own_verdict_it_tells_nothing_of_what_others_said(qtbot, open_window, project, tmp_path):
    """The same words, whatever somebody else has said."""
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.actions_["why-suspicious"].trigger()
    before = asked(qtbot, window)
    name = window.review.current().relative
    window.close()
    say(project, "mei", name, {"verdict": "flawed", "comment": "the stamp"})
    again = open_window(project)
    qtbot.waitUntil(lambda: again.review.canvas.picture is not None, timeout=WAIT_MS)
    assert again.desk.settings.blind.reviews
    assert again.review.current().relative == name
    again.actions_["why-suspicious"].trigger()
    assert asked(qtbot, again) == before


def test_it_is_not_opened_by_itself_the_next_time(qtbot, open_window, project):
    window = open_window(project)
    qtbot.waitUntil(lambda: window.review.canvas.picture is not None, timeout=WAIT_MS)
    window.actions_["why-suspicious"].trigger()
    asked(qtbot, window)
    window.close()
    again = open_window(project)
    assert not again.review.panel.folds["why"].opened
    assert again.review.panel.folds["evidence"].opened
