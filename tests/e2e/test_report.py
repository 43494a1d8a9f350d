"""`hansel report`, opened as its readers will: the page in a browser, the table by a CSV reader."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

import reports
from db.store import Store
from tests.e2e import world
from tests.e2e.conftest import Command

AWKWARD = ("red/=1+1.png", "red/<img src=x>.png", "red/\u05e9\u05dc\u05d5\u05dd \u202egpj.png")


@pytest.fixture
def awkward(hansel: Command, model: Path, tmp_path: Path) -> Path:
    """A project over images whose names hold a formula, markup and direction marks."""
    world.write_images(tmp_path / "images", 1)
    for number, name in enumerate(AWKWARD):
        world.picture("red", number).save(tmp_path / "images" / name)
    project = tmp_path / "p.hansel"
    ran = hansel(
        "audit", tmp_path / "images", "--model", model, "--project", project, "--method", "gradient", "--trust-code"
    )
    assert ran.code == 0, ran.err
    return project


def browse(browser: str, home: Path, *arguments: str) -> str:
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={home}/b")
    ran = subprocess.run([browser, *options, *arguments], capture_output=True, text=True, timeout=120, check=True)
    return ran.stdout


def test_the_page_opens_in_a_browser(hansel: Command, awkward: Path, browser: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert hansel("report", awkward, "--out", page).code == 0
    tree = browse(browser, tmp_path, "--dump-dom", page.as_uri())
    assert "<bdi>red/=1+1.png</bdi>" in tree
    assert "<bdi>red/&lt;img src=x&gt;.png</bdi>" in tree
    assert '<img src="x"' not in tree
    assert "<bdi>red/\u05e9\u05dc\u05d5\u05dd \\u202egpj.png</bdi>" in tree
    shot = tmp_path / "shot.png"
    browse(browser, tmp_path, f"--screenshot={shot}", "--window-size=1200,1600", page.as_uri())
    with Image.open(shot) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=2**24)
    assert colours is not None
    assert len(colours) > 1000  # the images and overlays are there, not only text on a ground


def test_its_links_lead_somewhere_and_the_browser_has_nothing_to_say(
    hansel: Command, awkward: Path, browser: str, tmp_path: Path
) -> None:
    with Store.open(awkward) as store:
        for item in store.items(1, "")[:4]:
            assert item.explanation_id is not None
            store.set_verdict(item.explanation_id, "ana", "flawed").result()
            store.set_verdict(item.explanation_id, "ben", "sound").result()
        store.sign_off(1, "ana").result()
    page = tmp_path / "report.html"
    assert hansel("report", awkward, "--out", page, "--gallery", 3).code == 0
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={tmp_path}/c",
    )
    loud = ("--enable-logging=stderr", "--v=0", "--dump-dom")
    ran = subprocess.run(
        [browser, *options, *loud, page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    assert [line for line in ran.stderr.splitlines() if "CONSOLE" in line] == []
    targets = re.findall(r'href="#([^"]+)"', ran.stdout)
    assert len(targets) >= 5
    assert set(targets) <= set(re.findall(r' id="([^"]+)"', ran.stdout))


def test_on_paper_no_heading_is_parted_from_what_it_heads(
    hansel: Command, awkward: Path, browser: str, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's tools are not installed to read what was printed")
    page, paper = tmp_path / "report.html", tmp_path / "printed.pdf"
    assert hansel("report", awkward, "--out", page).code == 0
    browse(browser, tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer", page.as_uri())
    ran = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True)
    assert "What was audited" in ran.stdout
    assert "Contents" not in ran.stdout
    headings = ("Prediction and explanation", "A sample, not reviewed", "Coverage", "What was audited")
    for sheet in ran.stdout.split("\f"):
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        assert not lines or not lines[-1].startswith(headings)


def test_every_kind_is_written_by_its_suffix(hansel: Command, project: Path, tmp_path: Path) -> None:
    for suffix in reports.KINDS:
        out = tmp_path / f"report{suffix}"
        ran = hansel("report", project, "--out", out, "--run", 1, "--pseudonyms", "--gallery", 0)
        assert ran.code == 0, ran.err
        assert str(out) in ran.out
        assert out.stat().st_size > 0
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_the_table_is_read_by_a_csv_reader(hansel: Command, awkward: Path, tmp_path: Path) -> None:
    assert hansel("report", awkward, "--out", tmp_path / "report.csv").code == 0
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["image"] for row in rows} == {*AWKWARD, "blue/blue-00.png", "green/green-00.png", "red/red-00.png"}
    assert {row["prediction_right"] for row in rows} == {"yes"}


def test_a_file_that_is_there_is_left_unless_forced(hansel: Command, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    out.write_text("mine")
    ran = hansel("report", project, "--out", out)
    assert ran.code == 2
    assert "--force" in ran.err
    assert out.read_text() == "mine"
    assert hansel("report", project, "--out", out, "--force").code == 0
    assert out.read_text("utf-8-sig").startswith("image,")


def test_what_cannot_be_reported_is_said(hansel: Command, project: Path, tmp_path: Path) -> None:
    for arguments, words in (
        ((project, "--out", tmp_path / "r.docx"), ".html"),
        ((project, "--out", tmp_path / "no" / "r.csv"), "no folder"),
        ((project, "--out", tmp_path / "r.csv", "--run", 9), "no run 9"),
        ((project, "--out", tmp_path / "r.pdf", "--class", "wolf"), "has a class wolf"),
        ((project, "--out", tmp_path / "r.pdf", "--gallery", -1), "--gallery"),
        ((tmp_path / "missing.hansel", "--out", tmp_path / "r.csv"), "no project"),
    ):
        ran = hansel("report", *arguments)
        assert ran.code == 2
        assert words in ran.err


def test_one_reviewers_report(hansel: Command, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.hansel"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".lock"))
    with Store.open(copy) as store:
        (first, *_) = [item.explanation_id for item in store.items(1, "") if item.explanation_id]
        store.set_verdict(first, "ana", "sound").result()
        store.set_verdict(first, "ben", "flawed").result()
    out = tmp_path / "r.csv"
    assert hansel("report", copy, "--out", out, "--reviewer", "ben").code == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["reviews"] for row in csv.DictReader(stream) if row["verdict"]] == ["ben: flawed"]
    ran = hansel("report", copy, "--out", tmp_path / "s.csv", "--reviewer", "eve")
    assert ran.code == 2
    assert "ana, ben" in ran.err


def test_a_project_in_use_can_be_reported(hansel: Command, project: Path, tmp_path: Path) -> None:
    with Store.open(project):
        assert hansel("report", project, "--out", tmp_path / "r.csv").code == 0
