import base64
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import reports
from db.store import Store
from reports import contents, galleries, pictures, telling
from resources.tokens import OVERLAY


class Seen(HTMLParser):
    """Collects tags, addresses and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def written(project: Store, tmp_path: Path) -> str:
    reports.write(project, tmp_path / "out.html")
    return (tmp_path / "out.html").read_text("utf-8")


def test_fetches_nothing_and_runs_nothing(written: str) -> None:
    seen = Seen(written)
    assert seen.addresses
    fetched = [address for address in seen.addresses if not address.startswith("#")]
    assert fetched
    assert all(address.startswith("data:image/") for address in fetched)
    assert not {"script", "link", "iframe", "object"} & set(seen.tags)
    assert "@import" not in written
    assert "url(" not in written


def test_the_name_of_a_method_leads_to_its_caveat(written: str) -> None:
    name = re.search(r"<a href=\"#(about-[a-z0-9-]+)\">Learned propagation rules</a>", written)
    assert name is not None
    caveat = re.search(rf"<li id=\"{name[1]}\">(.*?)</li>", written)
    assert caveat is not None
    assert caveat[1].startswith("Learned propagation rules: Keep and drop are in-sample")


def test_names_with_markup_stay_text(written: str) -> None:
    seen = Seen(written)
    assert "b" in seen.tags  # our own bold figures
    assert "<bdi>cat/&lt;b&gt;bold&lt;/b&gt;&amp;.png</bdi>" in written
    assert "cat/<b>bold</b>&.png" in "".join(seen.words)


def test_direction_marks_are_spelled_out_and_names_set_apart(written: str) -> None:
    assert "\u202e" not in written
    assert "<bdi>cat/\u05d0\\u202egpj.png</bdi>" in written


def test_tells_what_was_found_with_interval_and_n(written: str) -> None:
    text = " ".join(" ".join(Seen(written).words).split())
    assert "7 images of" in text
    assert "6 images have an explanation, 1 could not be explained." in text
    # 2 of 3: Wilson 20.8 % to 93.9 %
    assert re.search(r"[Ff]lawed are 66\.7\s%\s\(20\.8\s%\sto\s93\.9\s%; 2 of 3\)", text)
    assert "dog/broken.png" in text
    assert "The file is <empty>." in text
    assert "3 of 4 given gates" in text
    assert "f" * 64 in text


def test_shows_each_flawed_explanation_beside_its_image(project: Store) -> None:
    flawed, differ = galleries.galleries(contents.read(project), project)
    assert [gallery.total for gallery in (flawed, differ)] == [2, 1]
    pair = flawed.cards[0].pair
    assert pair is not None
    assert (pair.low, pair.high) == (0.0, 0.25)
    assert pair.image != pair.overlay


def test_without_reviews_a_sample_is_shown_and_said_to_be_unjudged(project: Store) -> None:
    for entry in contents.read(project).explained:
        assert entry.explanation is not None
        for review in entry.reviews:
            project.set_verdict(entry.explanation.explanation_id, review.reviewer, None).result()
    found = contents.read(project)
    (sample,) = galleries.galleries(found, project)
    assert len(sample.cards) == 6
    assert "none is judged" in sample.about
    assert "Nobody has reviewed" in telling.summary(found)[-1]


def test_an_image_that_changed_is_not_shown_under_its_old_map(project: Store) -> None:
    flawed = contents.read(project).with_verdict("flawed")[0]
    Path(flawed.item.path).write_bytes(b"something else")
    cards = galleries.galleries(contents.read(project), project)[0].cards
    missing = [card for card in cards if card.pair is None]
    assert len(missing) == 1


def test_an_image_and_a_map_that_are_gone_are_said_to_be(project: Store, tmp_path: Path) -> None:
    Path(contents.read(project).with_verdict("flawed")[0].item.path).unlink()
    reports.write(project, tmp_path / "gone.html")
    assert "no longer where it was audited" in (tmp_path / "gone.html").read_text("utf-8")


def test_spread_takes_evenly_and_never_twice() -> None:
    assert galleries.spread(tuple(range(10)), 4) == (0, 2, 5, 7)
    assert galleries.spread(tuple(range(3)), 4) == (0, 1, 2)


def test_the_colour_bar_is_empty_where_the_overlay_shows_the_image() -> None:
    for signed, hidden in ((False, slice(1, 14)), (True, slice(74, 86))):
        uri = pictures.colour_bar_uri(signed)
        with Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))) as bar:
            middle = np.asarray(bar.convert("RGBA"))[4]
        assert OVERLAY.threshold == 0.1
        assert not middle[hidden, 3].any()
        assert (middle[100:, 3] == 255).all()
