from pathlib import Path

import pytest

import reports
from db.store import Store
from reports import files


@pytest.mark.parametrize("name", ["report.docx", "report", "report.html.zip"])
def test_other_suffixes_are_refused_naming_those_that_work(project: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(reports.ReportError, match=r"\.html .*\.csv"):
        reports.write(project, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_file_that_is_there_is_replaced_with_force_only(project: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.CSV"
    out.write_text("mine")
    with pytest.raises(reports.ReportError, match="left as it is"):
        reports.write(project, out)
    assert out.read_text() == "mine"
    reports.write(project, out, force=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfimage")


def test_a_folder_that_is_missing_is_named(project: Store, tmp_path: Path) -> None:
    with pytest.raises(reports.ReportError, match="There is no folder"):
        reports.write(project, tmp_path / "nowhere" / "out.html")


def test_a_write_that_breaks_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.html"
    out.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_whole(out, b"new")
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("suffix", [".html", ".csv", ".jsonl", ".json", ".coco.json"])
def test_the_same_record_gives_the_same_bytes(project: Store, tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        reports.write(project, tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()
