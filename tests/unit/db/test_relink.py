"""A folder that was moved: images are found again, nothing but places changes, and audits go on with the same run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from db import checks, relink, sources
from db.relink import RelinkError, Stopped
from db.store import Store, StoreError

from .conftest import Folder, explain_all, sql


def history(project: Path) -> list[Any]:
    """Every byte of the events, and which explanation each is about."""
    return sql(project, "SELECT * FROM review_events ORDER BY id")


def moved(folder: Folder, to: Path) -> Folder:
    """The same files elsewhere, their times as they were."""
    shutil.move(folder.path, to)
    folder.path = to
    return folder


@pytest.fixture
def judged(store: Store, explained: dict[str, int]) -> dict[str, int]:
    store.change(explained["a.jpg"], "ann", {"verdict": "flawed", "comment": "a stamp"}).result()
    store.change(explained["deep/d.jpg"], "bo", {"verdict": "sound"}).result()
    return explained


def test_a_moved_folder_is_found_and_the_same_run_goes_on(
    store: Store, project: Path, folder: Folder, judged: dict[str, int], tmp_path: Path
) -> None:
    old, (run,) = str(folder.path), store.runs()
    before = history(project)
    uuids = sql(project, "SELECT uuid FROM images UNION ALL SELECT uuid FROM roots UNION ALL SELECT uuid FROM runs")
    moved(folder, tmp_path / "elsewhere" / "photos")
    assert [one.path for one in relink.gone(store)] == [old]

    match = relink.examine(store, old, folder.path)
    assert (match.total, match.same, match.checked, match.all_checked) == (4, 4, 4, True)
    assert (match.renamed, match.changed, match.missing) == ({}, (), ())
    relink.relink(store, match).result()

    assert relink.gone(store) == []
    assert [row.folder for row in store.runs()] == [str(folder.path)]
    assert all(Path(item.path).is_file() for item in store.items(run.run_id, "ann"))
    assert history(project) == before
    again = "SELECT uuid FROM images UNION ALL SELECT uuid FROM roots UNION ALL SELECT uuid FROM runs"
    assert sql(project, again) == uuids
    assert not [fault for one in checks.check(store, None, True) for fault in one.faults]

    plan = store.begin_run(folder.spec(), folder.scan())
    assert (plan.run_id, plan.resumed, plan.pending, plan.new, plan.changed) == (run.run_id, True, (), 0, 0)
    review = store.review(judged["a.jpg"], "ann")
    assert review is not None
    assert review.verdict == "flawed"


def test_renamed_images_are_found_by_their_bytes_and_keep_their_reviews(
    store: Store, project: Path, folder: Folder, judged: dict[str, int], tmp_path: Path
) -> None:
    old, (run,) = str(folder.path), store.runs()
    moved(folder, tmp_path / "new")
    (folder.path / "a.jpg").rename(folder.path / "b2.jpg")
    (folder.path / "deep" / "d.jpg").rename(folder.path / "d.jpg")
    match = relink.examine(store, old, folder.path)
    assert match.renamed == {"a.jpg": "b2.jpg", "deep/d.jpg": "d.jpg"}
    assert (match.same, match.found, match.missing) == (2, 4, ())
    relink.relink(store, match).result()
    items = {item.relative: item for item in store.items(run.run_id, "ann")}
    assert items["b2.jpg"].explanation_id == judged["a.jpg"]
    assert items["b2.jpg"].verdict == "flawed"
    assert Path(items["d.jpg"].path).is_file()
    plan = store.begin_run(folder.spec(), folder.scan())
    assert (plan.run_id, plan.pending, plan.gone) == (run.run_id, (), 0)
    assert not [fault for one in checks.check(store, None, True) for fault in one.faults]

    # Another picture takes the old name, with the old one's size and time.
    (folder.path / "a.jpg").write_bytes(b"picture A.jpg")
    shutil.copystat(folder.path / "b2.jpg", folder.path / "a.jpg")
    plan = store.begin_run(folder.spec(), folder.scan())
    assert [one.relative for one in plan.pending] == ["a.jpg"]


def test_what_does_not_match_is_told(store: Store, folder: Folder, judged: dict[str, int], tmp_path: Path) -> None:
    old = str(folder.path)
    moved(folder, tmp_path / "new")
    (folder.path / "a.jpg").write_bytes(b"picture A.jpg")  # as long as before, other bytes
    (folder.path / "b.jpg").write_bytes(b"shorter")
    (folder.path / "c.jpg").unlink()
    match = relink.examine(store, old, folder.path)
    assert match.changed == ("a.jpg", "b.jpg")
    assert match.missing == ("c.jpg",)
    assert (match.same, match.checked) == (1, 1)
    said = relink.words(match)
    assert said.startswith("1 of 4 images found. 2 changed since: a.jpg, b.jpg. 1 not found: c.jpg.")


def test_a_large_folder_is_sampled_and_read_in_full_when_asked(store: Store, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "many")
    for n in range(200):
        folder.write(f"{n:03}.jpg", f"picture {n:03}".encode())
    explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    old = str(folder.path)
    moved(folder, tmp_path / "new")
    first = relink.examine(store, old, folder.path)
    assert (first.same, first.checked, first.can_check, first.all_checked) == (200, relink.SAMPLE, 200, False)
    told: list[tuple[int, int]] = []
    every = relink.examine(store, old, folder.path, every=True, progress=lambda *at: told.append(at))
    assert (every.checked, every.all_checked) == (200, True)
    assert max(done for done, _ in told) > 180
    with pytest.raises(Stopped):
        relink.examine(store, old, folder.path, stopped=lambda: True)


def test_relinking_can_be_taken_back(
    store: Store, project: Path, folder: Folder, judged: dict[str, int], tmp_path: Path
) -> None:
    old, (run,) = str(folder.path), store.runs()
    (folder.path / "list.csv").write_text("file\na.jpg\n")
    sources.keep(store, run.run_id, folder.path / "list.csv", "csv")
    tables = "SELECT * FROM images ORDER BY id", "SELECT * FROM run_images ORDER BY image_id"
    before = [sql(project, one) for one in tables]
    moved(folder, tmp_path / "new")
    (folder.path / "a.jpg").rename(folder.path / "A.jpg")
    relink.relink(store, relink.examine(store, old, folder.path)).result()
    assert sources.of_run(store, store.runs()[0]) == (folder.path / "list.csv", "csv")
    assert relink.last(store) == (old, str(folder.path))
    assert relink.unlink(store).result() == (str(folder.path), old)
    assert [sql(project, one) for one in tables] == before
    assert store.runs()[0].folder == old
    kept = store.get_setting(f"images of run {run.run_id}")
    assert kept["path"] == str(Path(old) / "list.csv")
    assert relink.last(store) is None
    assert relink.unlink(store).result() is None


def test_other_images_at_the_old_place_are_a_folder_of_their_own(
    store: Store, folder: Folder, judged: dict[str, int], tmp_path: Path
) -> None:
    old, (run,) = folder.path, store.runs()
    shutil.copytree(old, tmp_path / "new")  # with the same times, as a backup program does
    relink.relink(store, relink.examine(store, str(old), tmp_path / "new")).result()
    plan = store.begin_run(folder.spec(), folder.scan())
    assert plan.run_id != run.run_id
    assert len(plan.pending) == 4
    with pytest.raises(RelinkError, match="of its own"):
        relink.examine(store, str(tmp_path / "new"), old)
    explain_all(store, plan)
    assert len(store.runs()) == 2


def test_wrong_folders_are_refused_and_nothing_changes(
    store: Store, project: Path, folder: Folder, judged: dict[str, int], tmp_path: Path
) -> None:
    old = str(folder.path)
    for given, new, words in (
        ("/nowhere/at/all", tmp_path, "is not a folder of this project"),
        (old, tmp_path / "none", "is not a folder"),
        (old, old, "already"),
    ):
        with pytest.raises(RelinkError, match=words):
            relink.examine(store, given, new)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(RelinkError, match="None of the images"):
        relink.relink(store, relink.examine(store, old, empty))
    store.close()
    with Store.open(project, readonly=True) as readonly:
        shutil.copy(folder.path / "a.jpg", empty)
        match = relink.examine(readonly, old, empty)
        with pytest.raises(StoreError, match="reading only"):
            relink.relink(readonly, match).result()
    assert sql(project, "SELECT path FROM roots") == [(old,)]
