"""The PDF, opened with poppler's tools as its readers will: pages, words in every script, nothing taken for markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import reports
from db import settling
from db.store import Store
from tests.unit.reports.test_settled import number

NAME = "cat/=HYPERLINK(1).png"
COMMENTS = {
    "greek": "Κοιτάζει το φόντο",
    "cyrillic": "Смотрит на фон",
    "georgian": "უყურებს ფონს",
    "vietnamese": "Nó nhìn vào nền",
    "markup": "<b>not bold</b> & <para>",
}


@pytest.fixture(scope="module", autouse=True)
def _poppler() -> None:
    if shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None:
        pytest.skip("poppler's tools are not installed to open the PDF with")


def words_of(pdf: Path) -> str:
    ran = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    assert ran.stderr == b""
    return " ".join(ran.stdout.decode("utf-8").split())


def pages_of(pdf: Path) -> list[Path]:
    ran = subprocess.run(
        ["pdftoppm", "-r", "50", "-png", str(pdf), str(pdf.with_suffix(""))],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ran.stderr == b""
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def written(project: Store, out: Path, options: reports.Options = reports.Options()) -> str:  # noqa: B008
    reports.write(project, out, options, force=True)
    return words_of(out)


def test_tells_what_the_page_tells(project: Store, tmp_path: Path) -> None:
    head = project.sign_off(1, "ana").result().head
    text = written(project, tmp_path / "out.pdf")
    for said in (
        "6 images have an explanation, 1 could not be explained.",
        "2 of 3",
        "Prediction right",
        "Flawed by class",
        "Where reviewers differ",
        "dog/broken.png",
        "What this report cannot tell",
        "hansel verify",
    ):
        assert said in text
    assert head in text.replace(" ", "")
    assert "f" * 64 in text.replace(" ", "")


def test_markup_in_names_stays_text(project: Store, tmp_path: Path) -> None:
    text = written(project, tmp_path / "out.pdf")
    assert "<script>alert(1)</script> 2" in text
    assert "cat/<b>bold</b>&.png" in text
    assert "\u202e" not in text
    assert "u202egpj.png" in text  # pdftotext turns the backslash round, as it stands behind a Hebrew letter


@pytest.mark.parametrize("script", list(COMMENTS))
def test_comments_are_read_back_as_they_were_written(project: Store, tmp_path: Path, script: str) -> None:
    project.change(number(project, NAME), "ana", {"comment": COMMENTS[script]}).result()
    text = written(project, tmp_path / "out.pdf")
    assert COMMENTS[script] in text
    assert "lacks some of the characters" not in text


def test_what_the_font_lacks_is_spelled_out_and_said(project: Store, tmp_path: Path) -> None:
    project.change(number(project, NAME), "ana", {"comment": "看 \U0001f43a"}).result()
    text = written(project, tmp_path / "out.pdf")
    assert "\\u770b" in text
    assert "lacks some of the characters" in text


def test_fonts_travel_in_the_file(project: Store, tmp_path: Path) -> None:
    written(project, tmp_path / "out.pdf")
    ran = subprocess.run(["pdffonts", str(tmp_path / "out.pdf")], capture_output=True, text=True, check=True)
    rows = [line.split() for line in ran.stdout.splitlines()[2:]]
    assert rows
    used = [row for row in rows if "DejaVu" in row[0]]
    assert used
    assert all(row[-5:-3] == ["yes", "yes"] for row in used)  # embedded, and only the glyphs that are used


def test_pages_show_pictures_and_regions(project: Store, tmp_path: Path) -> None:
    box = {"mark": "spurious", "shape": "box", "points": [2, 2, 30, 30]}
    project.change(number(project, NAME), "ana", {"regions": {"r": box}}).result()
    text = written(project, tmp_path / "out.pdf")
    assert "S1 spurious box · ana" in text
    pages = pages_of(tmp_path / "out.pdf")
    assert 2 <= len(pages) <= 12
    orange = 0
    for page in pages:
        with Image.open(page) as picture:
            pixels = np.asarray(picture.convert("RGB")).astype(int)
        assert (pixels.min(axis=(1, 2)) < 250).any()  # no page is empty
        orange += int((abs(pixels - (245, 166, 35)).max(axis=2) < 40).sum())
    assert orange > 20


def test_long_comments_and_many_regions_find_their_page(project: Store, tmp_path: Path) -> None:
    which = number(project, NAME)
    boxes = {f"r{n}": {"mark": "missed", "shape": "box", "points": [n % 9, 1, 20, 20]} for n in range(60)}
    for reviewer in (f"reviewer of long comments {n}" for n in range(30)):
        project.change(which, reviewer, {"verdict": "flawed", "comment": "word " * 2000, "regions": boxes}).result()
    project.change(which, "ana", {"comment": "x" * 20_000}).result()
    assert "in full in the .csv" in written(project, tmp_path / "out.pdf")


def test_several_runs(two_runs: Store, tmp_path: Path) -> None:
    text = written(two_runs, tmp_path / "out.pdf", reports.Options(runs=(1, 2), pseudonyms=True))
    assert "2 runs of pets.hansel" in text
    assert "People go by numbers" in text
    assert "reviewer 1" in text
    assert "ana" not in text.replace("explanation", "").replace("Explanation", "").replace("analys", "")


def places_of(pdf: Path, words: list[str]) -> dict[str, tuple[int, float, float]]:
    """Right-to-left word -> (page, distance from its top, from its left), where it stands from the last time on that
    the first one does: the gallery comes after the summary."""
    ran = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    seen = []
    for page, part in enumerate(ran.stdout.decode("utf-8").split("<page ")[1:]):
        for left, top, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', part):
            seen.append((word[::-1], (page, round(float(top)), float(left))))  # told as the glyphs stand
    return {word: max(place for one, place in seen if one == word) for word in words}


def hebrew_words(number: int) -> list[str]:
    """Words of three letters, each another one."""
    letters = [chr(code) for code in range(0x5D0, 0x5EB) if chr(code) not in "\u05da\u05dd\u05df\u05e3\u05e5"]
    return [letters[n // 400] + letters[n // 20 % 20] + letters[n % 20] for n in range(20, 20 + number)]


@pytest.mark.parametrize("where", ["comment", "settling"])
def test_right_to_left_text_goes_on_below_what_is_read_first(project: Store, tmp_path: Path, where: str) -> None:
    """Over several lines: the first word is at the right of the first line, each next one left of it or below."""
    words = hebrew_words(60)
    if where == "comment":
        project.change(number(project, NAME), "ana", {"comment": " ".join(words)}).result()
    else:  # a reviewer's name within a sentence of ours
        words = words[:40]
        for name, verdict in ((" ".join(words), "flawed"), ("ben", "sound")):
            project.set_verdict(number(project, NAME), name, verdict).result()  # type: ignore[arg-type]
        settling.settle(project, number(project, NAME), "ben", "flawed").result()
    reports.write(project, tmp_path / "out.pdf")
    places = places_of(tmp_path / "out.pdf", words)
    lines: dict[tuple[int, float], list[str]] = {}
    for word in words:
        lines.setdefault(places[word][:2], []).append(word)
    assert len(lines) >= 2
    assert [word for line in sorted(lines) for word in lines[line]] == words
    for line in lines.values():
        across = [places[word][2] for word in line]
        assert across == sorted(across, reverse=True)
