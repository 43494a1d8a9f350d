"""Projects and places that are not as one would wish: every kind of report says what there is, or why there is none."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import pytest

import reports
from db.store import Store
from reports import contents, files
from reports.table import FORMULA_STARTS
from tests.unit.reports.conftest import LABELS, spec
from tests.unit.reports.test_options import bare
from tests.unit.reports.test_settled import number, text_of

NASTY = "=cmd|'/C calc'!A0"


@pytest.mark.parametrize("suffix", list(reports.KINDS))
def test_without_reviews_every_kind_is_still_of_use(empty_handed: Store, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    reports.write(empty_handed, out)
    assert out.stat().st_size > 100
    if suffix == ".html":
        text = bare(out)
        assert "Nobody has reviewed an explanation yet" in text
        assert "A sample, not reviewed" in text
        assert "Flawed by" not in text


@pytest.mark.parametrize("suffix", list(reports.KINDS))
def test_a_run_over_no_image_at_all(tmp_path: Path, suffix: str) -> None:
    with Store.create(tmp_path / "none.hansel") as store:
        plan = store.begin_run(spec(tmp_path), [])
        store.finish_run(plan.run_id, "finished")
        reports.write(store, tmp_path / f"out{suffix}")


def test_where_all_is_sound_it_is_said_how_much_may_be_flawed_all_the_same(project: Store, tmp_path: Path) -> None:
    for review in project.reviews(1):
        project.set_verdict(review.explanation_id, review.reviewer, "sound").result()
    text = text_of(project, tmp_path / "out.html")
    # 0 of 5: Wilson's upper end is z² / (5 + z²) = 43.4 %
    assert "No explanation is called flawed; with 5 judged, up to 43.4\u202f% may be." in text.replace(" %", "\u202f%")
    assert "Flawed explanations" not in text
    reports.write(project, tmp_path / "out.pdf")


def test_a_model_of_one_class(tmp_path: Path, project: Store) -> None:
    reports.write(project, tmp_path / "one.html", reports.Options(classes=(LABELS[0],)))
    found = contents.read(project, classes=(LABELS[0],))
    assert {entry.explanation.target for entry in found.explained if entry.explanation} == {0}


@pytest.mark.parametrize("suffix", list(reports.KINDS))
def test_maps_that_are_gone_leave_words_in_their_place(project: Store, tmp_path: Path, suffix: str) -> None:
    shutil.rmtree(project.path / "maps")
    out = tmp_path / f"out{suffix}"
    reports.write(project, out)
    if suffix == ".html":
        assert bare(out).count("No picture.") == 3


def test_a_comment_is_no_formula_in_a_spreadsheet(project: Store, tmp_path: Path) -> None:
    which = number(project, "cat/a.png")
    project.change(which, NASTY, {"verdict": "flawed", "comment": NASTY}).result()
    reports.write(project, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not cell.startswith(FORMULA_STARTS) or cell.lstrip("-").replace(".", "").isdigit(), cell
    assert any(NASTY in cell for row in rows for cell in row)


def test_control_characters_and_quotes_break_no_line(project: Store, tmp_path: Path) -> None:
    comment = "\u05e9\u05dc\u05d5\u05dd \u202eleft\x1b[31m \"'<&>\r\n\u2028second\tline"
    project.change(number(project, "cat/=HYPERLINK(1).png"), "ana", {"comment": comment}).result()
    reports.write(project, tmp_path / "out.html")
    page = bare(tmp_path / "out.html")
    assert "\x1b" not in page
    assert "\u202e" not in page
    reports.write(project, tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert len(lines) == 6
    told = [review["comment"] for line in lines for review in json.loads(line)["reviews"] if review["comment"]]
    assert told == [comment]
    reports.write(project, tmp_path / "out.pdf")


@pytest.mark.parametrize("name", ["out.html", "out.csv"])
def test_a_folder_that_takes_no_file_is_told_before_the_work(project: Store, name: str) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux has a folder that takes no file from anybody")
    heard: list[str] = []
    with pytest.raises(reports.ReportError, match=r"/proc/out\.\w+ cannot be written: .*Choose another place"):
        reports.write(project, Path("/proc") / name, watch=lambda *step: heard.append(step[2]))
    assert heard == []


def test_a_name_that_is_too_long_is_told(project: Store, tmp_path: Path) -> None:
    with pytest.raises((reports.ReportError, OSError), match="too long"):
        reports.write(project, tmp_path / ("x" * 300 + ".csv"))
    assert [file for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_a_disk_that_fills_up_names_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    out = tmp_path / "out.csv"
    with pytest.raises(OSError, match="No space") as caught, files.draft(out, force=False) as stream:
        stream.write(b"something")
    assert caught.value.filename == str(out)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".html", "report.json.txt", "coco", "report.coco"])
def test_a_name_without_a_kind_is_refused(project: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(reports.ReportError, match=r"\.coco\.json"):
        reports.write(project, tmp_path / name)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.JSON", ".json"), ("a.coco.json", ".coco.json"), ("a.b.Pdf", ".pdf"), ("a.jsonl", ".jsonl")]
)
def test_the_kind_is_what_the_name_ends_in(name: str, kind: str) -> None:
    assert reports.kind_of(Path(name)) == kind
