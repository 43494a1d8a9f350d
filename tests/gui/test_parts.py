"""Parts that can be told right from wrong without a window: words, the outbox, the cache of thumbnails."""

from __future__ import annotations

import threading

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from gui import thumbnails as thumbnails_module
from gui import words
from gui.news import Outbox, RowFailed
from gui.thumbnails import SIDE, Thumbnails
from reports import words as report_words
from tests.gui.helpers import WAIT_MS, pause


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (0.2, "a moment left"),
        (7, "about 5 s left"),
        (33, "about 35 s left"),
        (59, "about 1 min left"),
        (130, "about 2 min left"),
        (9000, "about 2.5 h left"),
    ],
)
def test_time_left(seconds, said):
    assert words.time_left(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.98765, "0.988"), (0.0123, "0.012"), (1.2345, "1.23"), (123.4, "123"), (0.00012, "1.20e-04")],
)
def test_three_digits(value, said):
    assert words.three_digits(value) == said


def test_counts_are_grouped():
    assert words.count(1234567) == "1,234,567"
    assert words.images(1) == "1 image"
    assert words.images(3500) == "3,500 images"


def test_news_come_in_order_complete_and_at_most_twenty_times_a_second(qtbot):
    outbox = Outbox()
    bundles: list[tuple] = []
    outbox.arrived.connect(bundles.append)
    stop = threading.Event()
    sent = 0

    def talk() -> None:
        nonlocal sent
        while not stop.wait(0.001):
            outbox.post(RowFailed(1, sent, ""))
            sent += 1

    speaker = threading.Thread(target=talk)
    speaker.start()
    pause(1000)
    stop.set()
    speaker.join()
    pause(120)
    got = [record.key for bundle in bundles for record in bundle]
    assert got == list(range(sent))
    assert sent > 100
    assert 5 < len(bundles) <= 24


def test_one_late_record_is_not_kept_waiting(qtbot):
    outbox = Outbox()
    with qtbot.waitSignal(outbox.arrived, timeout=200):
        outbox.post(RowFailed(1, 1, ""))


def test_thumbnails_are_upright_small_and_cached_on_disk(qtbot, tmp_path):
    photo = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    Image.new("RGB", (400, 200), (200, 30, 30)).save(photo, exif=exif)
    cache = tmp_path / "cache"
    thumbnails = Thumbnails(cache)
    try:
        assert thumbnails.get(str(photo)) is None
        with qtbot.waitSignal(thumbnails.ready, timeout=WAIT_MS):
            pass
        picture = thumbnails.get(str(photo))
        assert max(picture.width(), picture.height()) <= SIDE
        assert picture.height() > picture.width()
        (kept,) = list(cache.rglob("*.jpg"))
        assert not QImage(str(kept)).isNull()
        # An unreadable file is told by a null picture, once, and does not stop the pool.
        bad = tmp_path / "bad.png"
        bad.write_bytes(b"not a picture")
        with qtbot.waitSignal(thumbnails.ready, timeout=WAIT_MS):
            thumbnails.get(str(bad))
        assert thumbnails.get(str(bad)).isNull()
    finally:
        thumbnails.close()


def test_the_threads_of_thumbnails_make_nothing_of_qt(qtbot, tmp_path, monkeypatch):
    """PySide makes its types at first use, and two threads doing so at once end the process (seen on first starts)."""
    makers: list[threading.Thread] = []
    real = thumbnails_module.to_qimage

    def noted(pixels):
        makers.append(threading.current_thread())
        return real(pixels)

    monkeypatch.setattr(thumbnails_module, "to_qimage", noted)
    qt_here = {name for name in vars(thumbnails_module) if name.startswith("Q") and not name.isupper()}
    used = set()
    for function in (Thumbnails._serve, Thumbnails._make, thumbnails_module._read, thumbnails_module._write):
        used |= qt_here & set(function.__code__.co_names)
    assert used == set()
    photo = tmp_path / "red.png"
    Image.new("RGB", (300, 200), (200, 30, 60)).save(photo)
    # Twice: decoded from the image, then read from the cache.
    for _ in range(2):
        thumbnails = Thumbnails(tmp_path / "cache")
        try:
            thumbnails.get(str(photo))
            with qtbot.waitSignal(thumbnails.ready, timeout=WAIT_MS):
                pass
            colour = thumbnails.get(str(photo)).toImage().pixelColor(20, 20).getRgb()[:3]
            assert colour == pytest.approx((200, 30, 60), abs=8)
        finally:
            thumbnails.close()
    assert makers == [threading.current_thread()] * 2


@pytest.mark.parametrize(
    ("value", "said"), [(0.04, "0.0400"), (0.1, "0.100"), (0.085, "0.0850"), (12.0, "12.0"), (-0.5, "-0.500"), (0, "0")]
)
def test_the_ends_of_a_scale_have_three_digits_as_in_the_report(value, said):
    assert words.scale_number(value) == said == report_words.three_digits(value)


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "1.000"), (0.99997, "0.999"), (0.9996, "0.999"), (0.996, "0.996"), (0.0004, "0.000")]
)
def test_a_probability_below_one_is_never_said_to_be_one(share, said):
    assert words.likelihood(share) == said


def test_ordinals():
    said = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 112: "112th"}
    assert {n: words.ordinal(n) for n in said} == said
