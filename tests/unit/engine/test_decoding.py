"""Images decoded ahead: within bounds of memory, in order, and with nothing left running."""

import threading

import pytest
from PIL import Image

from engine import decoding
from engine.audit import Work
from engine.explaining import Prepared
from engine.images import opened
from engine.records import Failure
from tests.unit.engine.nets import SmallResidual, photographs, wrap


@pytest.fixture
def model():
    return wrap(SmallResidual(), 5)


@pytest.fixture
def work(tmp_path):
    for i, pixels in enumerate(photographs(9)):
        Image.fromarray(pixels).save(tmp_path / f"{i:02}.png")
    (tmp_path / "04b.png").write_bytes(b"no image")
    return [Work(key, str(path)) for key, path in enumerate(sorted(tmp_path.iterdir()))]


class Counting:
    """Room that notes how many bytes were taken at once."""

    def __init__(self, monkeypatch, total):
        self.now, self.most, lock = 0, 0, threading.Lock()
        plain = decoding.prepare_file

        def counted(model, path, room):
            with opened(path) as image:
                size = image.decoding_bytes

            class Inside:
                def __init__(self, wanted):
                    self.place = room(wanted)

                def __enter__(this):
                    this.place.__enter__()
                    with lock:
                        self.now += size
                        self.most = max(self.most, self.now)

                def __exit__(this, *error):
                    with lock:
                        self.now -= size
                    return this.place.__exit__(*error)

            return plain(model, path, Inside)

        monkeypatch.setattr(decoding, "prepare_file", counted)
        monkeypatch.setattr(decoding, "OPEN_BYTES", total)
        monkeypatch.setattr(decoding, "THREADS", 8)


@pytest.mark.parametrize("images", [1, 2])
def test_no_more_is_decoded_at_once_than_there_is_room_for(monkeypatch, model, work, images):
    with opened(work[0].path) as image:
        one = image.decoding_bytes
    room = Counting(monkeypatch, images * one)
    batches = list(decoding.ahead(model, work, 4))
    assert [item for batch in batches for item, _ in batch] == work
    assert one <= room.most <= images * one
    assert room.now == 0


def test_an_image_larger_than_all_the_room_goes_alone(monkeypatch, model, work):
    room = Counting(monkeypatch, 100)
    batches = list(decoding.ahead(model, work, 4))
    assert sum(isinstance(entry, Prepared) for batch in batches for _, entry in batch) == 9
    with opened(work[0].path) as image:
        assert room.most == image.decoding_bytes


def test_broken_images_ride_along_and_leave_their_room(monkeypatch, model, work):
    Counting(monkeypatch, 100)
    batches = list(decoding.ahead(model, work, 4))
    assert [len(batch) for batch in batches] == [4, 5, 1]  # the broken one is the fifth
    failed = [entry for batch in batches for _, entry in batch if isinstance(entry, Failure)]
    assert [failure.source[-7:] for failure in failed] == ["04b.png"]


def test_where_inputs_are_large_only_one_batch_waits(monkeypatch, model, work):
    asked = []

    def prepared(model, path, room):
        asked.append(path)
        return plain(model, path, room)

    plain = decoding.prepare_file
    monkeypatch.setattr(decoding, "prepare_file", prepared)
    monkeypatch.setattr(decoding, "WAITING_BYTES", 1)
    batches = decoding.ahead(model, work, 2)
    next(batches)
    batches.close()
    assert len(asked) <= 4  # the batch that was taken, and the one behind it


def test_a_run_that_ends_early_leaves_no_thread(model, work):
    before = threading.active_count()
    batches = decoding.ahead(model, work, 2)
    next(batches)
    batches.close()
    assert threading.active_count() == before
