"""Reviews that come from another machine in a bundle, and go there: dropped, merged, merged again, refused, stopped."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db import backup, bundle
from db.store import Store
from gui import bundle_words
from gui.bundle_dialog import BundleDialog, Contents
from gui.bundle_words import Differing
from gui.bundles import AT_WORK, BAR
from tests.gui.helpers import WAIT_MS, current, drop, mark, press, rows, verdict_in_file
from tests.gui.reviewers import say

FIRST, SECOND, THIRD = "red/0000.png", "green/0001.png", "blue/0002.png"


@pytest.fixture
def back(project, tmp_path) -> Path:
    """A bundle of what bob said of two images on another machine."""
    theirs = Path(shutil.copytree(project, tmp_path / "theirs" / "discs.hansel"))
    say(theirs, "bob", FIRST, {"verdict": "sound"})
    say(theirs, "bob", SECOND, {"verdict": "flawed", "reasons": {"background": True}, "comment": "the sky"})
    out = tmp_path / "back.zip"
    with Store.open(theirs, readonly=True) as store:
        bundle.write(store, out)
    return out


def opened(qtbot, open_window, project, reviewer="cleo"):
    window = open_window(project, reviewer=reviewer)
    qtbot.waitUntil(lambda: window.desk.store is not None and window.review.current() is not None, timeout=WAIT_MS)
    return window


def go_to(window, relative):
    window.review.list.go_to(window.review.items.position_of_relative(relative))
    window.review.canvas.setFocus()


def judge(qtbot, window, project, relative, key=Qt.Key.Key_F, verdict="flawed"):
    go_to(window, relative)
    press(window.review.canvas, key)
    qtbot.waitUntil(lambda: verdict_in_file(project, relative) == verdict, timeout=WAIT_MS)


def bar(window):
    notice = window.notices.get(BAR)
    return "" if notice is None else notice.text


def take(window, title):
    """Press a button of the bar."""
    (button,) = [one for one in window.notices.findChildren(QPushButton) if one.text() == title]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def merged(qtbot, window, file, words="Merged "):
    drop(window, file)
    qtbot.waitUntil(lambda: "Merge it into" in bar(window), timeout=WAIT_MS)
    take(window, "Merge")
    qtbot.waitUntil(lambda: bar(window).startswith(words), timeout=WAIT_MS)
    return bar(window)


def disputed(window):
    items = window.review.items
    return {items.row(n).relative for n in range(items.rowCount()) if items.row(n).key in items._disputed}


def test_a_dropped_bundle_is_offered_and_merged_and_what_is_on_screen_follows(qtbot, open_window, project, back):
    window = opened(qtbot, open_window, project)
    judge(qtbot, window, project, FIRST)
    drop(window, back)
    qtbot.waitUntil(lambda: bar(window) != "", timeout=WAIT_MS)
    assert bar(window) == (
        f"back.zip is a bundle of what bob reviewed. Merge it into {project.name}? A backup is made first."
    )
    assert rows(project, "SELECT name FROM reviewers") == [("cleo",)]  # it is only offered

    take(window, "Merge")
    qtbot.waitUntil(lambda: bar(window).startswith("Merged "), timeout=WAIT_MS)
    said = bar(window)
    # Review is blind until one has a verdict of one's own.
    assert said.startswith(
        f"Merged back.zip into {project.name}: 2 reviews came. "
        "You have judged 1 image on which reviewers disagree. The project as it was before is kept as "
    )

    # the backup that it names is of before
    (kept,) = [one.path for one in backup.listing(project) if "before-merge" in one.path.name]
    assert str(kept) in said
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT name FROM reviewers").fetchall() == [("cleo",)]

    # the list, one's own mark, what others say, and the room of trends
    qtbot.waitUntil(lambda: disputed(window) == {FIRST}, timeout=WAIT_MS)
    assert current(window) == FIRST
    assert mark(window, FIRST) == "flawed"
    assert mark(window, SECOND) is None
    others = window.review.panel.others
    qtbot.waitUntil(lambda: "bob" in said_by(others), timeout=WAIT_MS)
    take(window, "Show disagreements")
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 1, timeout=WAIT_MS)
    assert window.rooms.now == "review"
    assert window.review.queueing.queue.kind == "disagreement"
    assert current(window) == FIRST
    assert window.notices.get(BAR) is None


def said_by(others) -> str:
    return " ".join(label.text() for label in others.findChildren(QLabel))


def test_merged_twice_it_says_that_nothing_is_new_and_changes_nothing(qtbot, open_window, project, back):
    window = opened(qtbot, open_window, project)
    merged(qtbot, window, back)
    everything = "SELECT hash FROM review_events ORDER BY id"
    before = rows(project, everything)
    assert len(before) == 2
    said = merged(qtbot, window, back, "Nothing new")
    assert said.startswith("Nothing new in back.zip: its 2 reviews were here already.")
    assert rows(project, everything) == before


def test_a_bundle_with_old_and_new_reviews_counts_both(qtbot, open_window, project, back, tmp_path):
    window = opened(qtbot, open_window, project)
    merged(qtbot, window, back)
    theirs = tmp_path / "theirs" / "discs.hansel"
    say(theirs, "bob", SECOND, {"severity": 2})
    say(theirs, "bob", THIRD, {"verdict": "unsure"})
    with Store.open(theirs, readonly=True) as store:
        bundle.write(store, back, force=True)
    said = merged(qtbot, window, back)
    assert said.startswith(f"Merged back.zip into {project.name}: 2 reviews came, 1 was here already. The project as")


def test_where_review_is_not_blind_all_disagreements_are_told(qtbot, open_window, project, back):
    say(project, "ana", SECOND, {"verdict": "sound"})
    say(project, "cleo", THIRD, {"verdict": "sound"})
    window = opened(qtbot, open_window, project)
    window.actions_["blind"].trigger()
    qtbot.waitUntil(lambda: not window.desk.settings.blind.reviews, timeout=WAIT_MS)
    press(window, Qt.Key.Key_F4)
    table = window.rooms.trends.rates.table
    qtbot.waitUntil(lambda: table.rowCount() == 1 and table.item(0, 4).text() == "2", timeout=WAIT_MS)
    assert "2 reviews came. Reviewers now disagree on 1 image." in merged(qtbot, window, back)
    # One explanation more, and one that they are now divided on, which counts as unsure.
    qtbot.waitUntil(lambda: [table.item(0, n).text() for n in (4, 5)] == ["2", "1"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: disputed(window) == {SECOND}, timeout=WAIT_MS)
    take(window, "Show disagreements")
    qtbot.waitUntil(lambda: window.review.items.rowCount() == 1 and current(window) == SECOND, timeout=WAIT_MS)


def test_what_is_being_typed_stays_and_letters_stay_letters(qtbot, open_window, project, back):
    window = opened(qtbot, open_window, project)
    go_to(window, THIRD)
    window.actions_["comment"].trigger()
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "soft ")
    merged(qtbot, window, back)
    qtbot.waitUntil(lambda: disputed(window) == set() and QApplication.focusWidget() is field, timeout=WAIT_MS)
    QTest.keyClicks(field, "fuzzy")
    press(field, Qt.Key.Key_Escape)
    comment = (
        "SELECT r.comment, r.verdict FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id WHERE w.name = 'cleo'"
    )
    qtbot.waitUntil(lambda: rows(project, comment) == [("soft fuzzy", None)], timeout=WAIT_MS)


def damaged(file: Path, how: str) -> Path:
    """The same bundle with something wrong."""
    bad = file.with_name("bad.zip")
    raw = bytearray(file.read_bytes())
    if how == "text":
        bad.write_text("Dear Ana, see attached.")
    elif how == "cut":
        bad.write_bytes(raw[: len(raw) // 2])
    elif how == "flipped":
        with zipfile.ZipFile(file) as archive:
            entry = archive.getinfo("events.jsonl")
        at = entry.header_offset + 30 + len("events.jsonl") + entry.compress_size // 2
        raw[at] ^= 255
        bad.write_bytes(raw)
    elif how == "other zip":
        with zipfile.ZipFile(bad, "w") as archive:
            archive.writestr("letter.txt", "hello")
    else:
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "manifest.json":
                    content = json.dumps(json.loads(content) | {"format": 99, "hansel": "9.9"}).encode()
                new.writestr(name, content)
    return bad


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("text", "bad.zip is not a zip file, or was cut short"),
        ("cut", "bad.zip is not a zip file, or was cut short"),
        ("flipped", "bad.zip cannot be taken in: it is damaged"),
        ("other zip", "bad.zip is a zip file, but no bundle of Hansel"),
        ("newer", "bad.zip was written by a newer Hansel (9.9)"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(qtbot, open_window, project, back, how, words):
    window = opened(qtbot, open_window, project)
    drop(window, damaged(back, how))
    qtbot.waitUntil(lambda: bar(window) != "", timeout=WAIT_MS)
    assert bar(window).startswith(words)
    assert "Nothing was taken in." in bar(window)
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]
    assert backup.listing(project) == [] or not any("before-merge" in one.path.name for one in backup.listing(project))


def test_a_bundle_of_another_project_is_told_before_anything_is_merged(qtbot, open_window, tmp_path, back):
    Store.create(tmp_path / "mine.hansel").close()
    window = open_window(tmp_path / "mine.hansel")
    qtbot.waitUntil(lambda: window.desk.store is not None, timeout=WAIT_MS)
    drop(window, back)
    qtbot.waitUntil(lambda: "It is of another project" in bar(window), timeout=WAIT_MS)
    take(window, "Merge all the same")
    qtbot.waitUntil(lambda: bar(window).startswith("Merged "), timeout=WAIT_MS)
    assert "2 reviews came, 1 new run, 2 new explanations" in bar(window)
    qtbot.waitUntil(lambda: window.review.items.total() > 0, timeout=WAIT_MS)  # its run is shown


def test_a_project_open_for_reading_only_takes_nothing(qtbot, open_window, project, back):
    with Store.open(project):
        window = opened(qtbot, open_window, project)
        assert not window.actions_["merge-bundle"].isEnabled()
        drop(window, back)
        qtbot.waitUntil(lambda: "open for reading only, so it cannot be merged" in bar(window), timeout=WAIT_MS)
        assert not [b for b in window.notices.findChildren(QPushButton) if b.text() == "Merge"]
        window.close()
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]


def test_with_no_project_open_it_waits_for_the_one_it_belongs_to(qtbot, open_window, project, back, monkeypatch):
    window = open_window()
    drop(window, back)
    qtbot.waitUntil(lambda: "Open the project that it belongs to" in bar(window), timeout=WAIT_MS)
    monkeypatch.setattr("gui.asking.for_project", lambda _: project)
    take(window, "Open project…")
    qtbot.waitUntil(lambda: f"Merge it into {project.name}" in bar(window), timeout=WAIT_MS)
    take(window, "Merge")
    qtbot.waitUntil(lambda: bar(window).startswith("Merged "), timeout=WAIT_MS)


def test_a_project_is_made_of_a_bundle_that_was_sent_to_be_reviewed(qtbot, open_window, back, tmp_path, monkeypatch):
    window = open_window()
    drop(window, back)
    qtbot.waitUntil(lambda: "make one of it" in bar(window), timeout=WAIT_MS)
    made = tmp_path / "made.hansel"
    monkeypatch.setattr("gui.asking.for_new_project", lambda *_: made)
    take(window, "Make a project of it…")
    qtbot.waitUntil(lambda: window.toasts.texts() == ["made.hansel was made of back.zip."], timeout=WAIT_MS)
    assert bar(window) == ""
    assert window.desk.store.path == made
    assert verdict_in_file(made, FIRST) == "sound"


def test_a_merge_that_takes_long_tells_how_far_it_is_and_can_be_cancelled(qtbot, open_window, project, back):
    window = opened(qtbot, open_window, project)
    go_on, began = threading.Event(), threading.Event()
    # The writing thread has something long to do, as a big merge has.
    window.desk.store._write(lambda _: (began.set(), go_on.wait(30)))
    assert began.wait(5)
    try:
        drop(window, back)
        qtbot.waitUntil(lambda: "Merge it into" in bar(window), timeout=WAIT_MS)
        take(window, "Merge")
        qtbot.waitUntil(lambda: window.notices.get(AT_WORK) is not None, timeout=WAIT_MS)
        assert window.notices.get(AT_WORK).text.startswith("Merging back.zip…")
        assert not window.actions_["merge-bundle"].isEnabled()
        take(window, "Cancel")
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: bar(window) == "Stopped. Nothing was taken in.", timeout=WAIT_MS)
    assert window.notices.get(AT_WORK) is None
    assert window.actions_["merge-bundle"].isEnabled()
    assert rows(project, "SELECT count(*) FROM review_events") == [(0,)]


def test_left_in_the_middle_all_of_it_is_in_or_nothing(qtbot, open_window, project, back):
    window = opened(qtbot, open_window, project)
    window.bundles.merge(back)
    window.close()
    assert rows(project, "SELECT count(*) FROM review_events")[0][0] in (0, 2)
    with Store.open(project) as store:
        assert store.history_faults() == []


def test_the_backup_of_before_outlives_the_ones_of_its_hour(qtbot, open_window, project, back):
    window = opened(qtbot, open_window, project)
    merged(qtbot, window, back)
    (kept,) = [one.path for one in backup.listing(project) if "before-merge" in one.path.name]
    judge(qtbot, window, project, THIRD)
    window.close()  # which makes a backup, of the same hour
    assert len(backup.listing(project)) > 1
    assert kept.exists()


def test_what_is_exported_here_is_merged_elsewhere(qtbot, open_window, project, tmp_path, monkeypatch):
    theirs = Path(shutil.copytree(project, tmp_path / "theirs" / "discs.hansel"))
    window = opened(qtbot, open_window, project)
    judge(qtbot, window, project, FIRST)
    judge(qtbot, window, project, SECOND, Qt.Key.Key_S, "sound")
    out = tmp_path / "out.zip"
    monkeypatch.setattr("gui.file_dialog.ask_where", lambda *_, **__: (tmp_path / "out", ""))
    seen = []

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, BundleDialog):
            QTimer.singleShot(20, answer)
            return
        seen.append(dialog.contents())
        dialog.maps.setChecked(True)
        dialog.do.click()

    QTimer.singleShot(0, answer)
    window.actions_["export-bundle"].trigger()
    qtbot.waitUntil(lambda: any(text.startswith("Wrote ") for text in window.toasts.texts()), timeout=WAIT_MS)
    assert bar(window) == ""  # nothing to click away
    (told,) = window.toasts.shown()
    assert told.action.text() == "Open folder"
    went_to = []
    monkeypatch.setattr("gui.bundles.QDesktopServices.openUrl", lambda url: went_to.append(url.toLocalFile()))
    told.action.click()
    assert went_to == [str(tmp_path)]
    assert seen == [Contents(reviews=True, run=False, maps=False)]
    assert told.text.endswith("out.zip: 2 reviews, 2 explanations, 2 maps.")
    found = bundle.take(out, theirs)
    assert found.events.reviews == 2
    assert verdict_in_file(theirs, FIRST) == "flawed"
    assert verdict_in_file(theirs, SECOND) == "sound"


def test_an_export_that_cannot_be_written_says_so(qtbot, open_window, project, tmp_path):
    window = opened(qtbot, open_window, project)
    window.bundles.export(tmp_path / "nowhere" / "out.zip", Contents(run=True))
    qtbot.waitUntil(lambda: "There is no folder" in bar(window), timeout=WAIT_MS)
    assert "Nothing was written." in bar(window)


@pytest.mark.parametrize(
    ("by_run", "shown", "blind", "words"),
    [
        ({}, 1, False, "Nobody disagrees."),
        ({}, 1, True, ""),
        ({1: 2}, 1, True, "You have judged 2 images on which reviewers disagree."),
        ({2: 2}, 1, True, "You have judged 2 images on which reviewers disagree. They are in run 2."),
        ({2: 1}, 1, True, "You have judged 1 image on which reviewers disagree. It is in run 2."),
        ({1: 1, 3: 1}, 1, False, "Reviewers now disagree on 2 images. 1 of them is in run 3."),
        ({1: 1, 2: 3, 3: 4}, 1, False, "Reviewers now disagree on 8 images. 7 of them are in other runs."),
        ({2: 3, 3: 4}, 1, False, "Reviewers now disagree on 7 images. They are in other runs than this one."),
        ({1: 1200, 3: 1100}, 1, False, "Reviewers now disagree on 2,300 images. 1,100 of them are in run 3."),
    ],
)
def test_where_reviewers_disagree_is_said_in_plain_sentences(by_run, shown, blind, words):
    assert bundle_words.disagree(Differing(by_run, 0), shown, blind=blind) == words
