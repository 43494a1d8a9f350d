"""`hansel bundle` and `hansel reviews` as two people on two machines use them."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

from cli.codes import WRONG
from db.store import Store
from tests.e2e.conftest import Command, finish, start


def say_all(project: Path, reviewer: str, verdicts: list[str]) -> None:
    with Store.open(project) as store:
        for number, verdict in enumerate(verdicts, start=1):
            store.set_verdict(number, reviewer, verdict).result()


def test_work_goes_out_blind_and_comes_back(hansel: Command, project: Path, tmp_path: Path) -> None:
    say_all(project, "ann", ["sound", "flawed", "sound"])
    out, theirs, back = tmp_path / "for bob.zip", tmp_path / "bob.hansel", tmp_path / "back.zip"
    ran = hansel("bundle", "export", project, "--out", out, "--run", 1, "--maps", "--no-reviews")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Wrote {out}: 0 review events, 1 run, 9 explanations, 9 maps.\n"
    ran = hansel("bundle", "merge", theirs, out)
    assert (ran.code, ran.err) == (0, "")
    assert f"Made {theirs}" in ran.out
    assert "New           0 review events, 1 run, 9 explanations, 9 maps" in ran.out
    say_all(theirs, "bob", ["sound", "sound", "unsure", "flawed"])
    with Store.open(theirs, readonly=True) as store:
        assert [item.state for item in store.items(1, "bob")].count("failed") == 1
        assert store.map(1).shape == (24, 24)

    assert hansel("bundle", "export", theirs, "--out", back).out.startswith(f"Wrote {back}: 4 review events of bob, ")
    ran = hansel("bundle", "merge", project, back)
    assert "New           4 review events, 0 runs, 0 explanations, 0 maps" in ran.out
    assert "Known before  0 review events, 4 explanations" in ran.out
    assert "Disagreements 2:" in ran.out
    ran = hansel("bundle", "merge", project, back)
    assert "New           0 review events," in ran.out
    assert "Disagreements 2:" in ran.out
    assert hansel("verify", project).code == 0
    with Store.open(project, readonly=True) as store:
        assert {row.reviewer: row.verdict for row in store.reviews_of(2)} == {"ann": "flawed", "bob": "sound"}


def test_reviews_go_out_as_lines_and_in_again(hansel: Command, project: Path, tmp_path: Path) -> None:
    bare = Path(shutil.copytree(project, tmp_path / "bare.hansel"))
    say_all(project, "ann", ["sound", "flawed"])
    file = tmp_path / "r.jsonl"
    assert hansel("reviews", "export", project, "--out", file).out == f"Wrote {file}: 2 review events.\n"
    assert [json.loads(line)["about"]["image"] for line in file.read_text().splitlines()] == [
        "blue/blue-00.png",
        "blue/blue-01.png",
    ]
    ran = hansel("reviews", "import", bare, file)
    assert (ran.code, ran.err) == (0, "")
    assert "New           2 review events" in ran.out
    assert "Disagreements none" in ran.out
    hansel("reviews", "export", bare, "--out", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()


def test_what_cannot_be_is_told_in_a_sentence(hansel: Command, project: Path, tmp_path: Path) -> None:
    bundle, lines = tmp_path / "b.zip", tmp_path / "r.jsonl"
    for ran, words in (
        (hansel("bundle", "export", project, "--out", bundle), "has no reviews"),
        (hansel("bundle", "export", project, "--out", bundle, "--run", 9), "There is no run 9"),
        (hansel("bundle", "export", project, "--out", tmp_path / "none" / "b.zip", "--run", 1), "There is no folder"),
        (hansel("bundle", "export", tmp_path / "none.hansel", "--out", bundle), "There is no project"),
        (hansel("bundle", "merge", project, bundle), "There is no file"),
        (hansel("bundle", "merge", project, project / "audit.sqlite"), "is not a zip file"),
        (hansel("reviews", "export", project, "--out", lines), "There are no such reviews"),
        (hansel("reviews", "import", project, project / "audit.sqlite"), "Line 1 of audit.sqlite is not JSON"),
        (hansel("bundle", "export", project, "--out", bundle, "--no-reviews", "--reviewer", "a"), "do not go together"),
    ):
        assert ran.code == WRONG
        assert ran.out == ""
        assert words in ran.err
        assert "Traceback" not in ran.err
    assert not bundle.exists()
    assert not lines.exists()
    hansel("bundle", "export", project, "--out", bundle, "--run", 1)
    before = bundle.read_bytes()
    assert "is there already" in hansel("bundle", "export", project, "--out", bundle, "--run", 1).err
    assert bundle.read_bytes() == before
    assert hansel("bundle", "export", project, "--out", bundle, "--run", 1, "--force").code == 0


def test_a_project_that_a_window_holds_is_left_alone(project: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "b.zip"
    with Store.open(project) as store:
        store.set_verdict(1, "ann", "sound").result()
        # Writing a bundle only reads, so that works beside a window.
        assert finish(start("bundle", "export", project, "--out", bundle)).code == 0
        ran = finish(start("bundle", "merge", project, bundle))
        assert (ran.code, ran.out) == (WRONG, "")
        assert "is in use" in ran.err
    assert zipfile.ZipFile(bundle).testzip() is None


def test_help_says_what_may_be_cut(hansel: Command) -> None:
    assert "cuts histories" in hansel("reviews", "export", "--help").out
    assert "travel whole" in hansel("bundle", "export", "--help").out
