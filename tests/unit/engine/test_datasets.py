"""What a scan finds, in which order, and what it says of folders that cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import datasets
from engine.datasets import FolderError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * len(name.encode()))


def found(folder: Path) -> list[str]:
    return [image.relative for image in datasets.scan(folder)]


def test_natural_order_and_only_images(tmp_path: Path) -> None:
    touch(tmp_path, "img10.png", "img2.png", "IMG1.PNG", "b/1.jpeg", "a.tif", "notes.txt", "labels.csv", "c.webp.part")
    assert found(tmp_path) == ["a.tif", "b/1.jpeg", "IMG1.PNG", "img2.png", "img10.png"]


def test_order_does_not_depend_on_how_the_files_were_made(tmp_path: Path) -> None:
    names = [f"{n}.png" for n in (3, 11, 1, 2)] + ["02.png", "A.png", "a.png", "ä.png"]
    touch(tmp_path / "one", *names)
    touch(tmp_path / "two", *reversed(names))
    expected = ["1.png", "02.png", "2.png", "3.png", "11.png", "A.png", "a.png", "ä.png"]
    assert found(tmp_path / "one") == found(tmp_path / "two") == expected


def test_sizes_and_times_are_those_of_the_files(tmp_path: Path) -> None:
    touch(tmp_path, "deep/er/x.jpg")
    os.utime(tmp_path / "deep/er/x.jpg", ns=(5, 1_600_000_000_123_456_000))
    (image,) = datasets.scan(tmp_path)
    assert (image.relative, image.size_bytes, image.mtime_ns) == ("deep/er/x.jpg", 13, 1_600_000_000_123_456_000)
    assert image.label is None


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    touch(tmp_path, "a.png", ".b.png", ".git/c.png", "__MACOSX_no/._a.png")
    assert found(tmp_path) == ["a.png"]


def test_names_in_other_scripts(tmp_path: Path) -> None:
    touch(tmp_path, "猫/三毛.png", "Größe/Ü.jpg", "with space/😀.webp")
    assert sorted(found(tmp_path)) == ["Größe/Ü.jpg", "with space/😀.webp", "猫/三毛.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_followed_but_never_in_circles_or_twice(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    touch(inside, "a/1.png")
    touch(outside, "2.png")
    (inside / "a" / "up").symlink_to(inside)
    (inside / "a" / "self").symlink_to(inside / "a")
    (inside / "b").symlink_to(outside)
    (inside / "c").symlink_to(outside)
    (inside / "broken.png").symlink_to(tmp_path / "nowhere.png")
    (inside / "linked.png").symlink_to(outside / "2.png")
    os.mkfifo(inside / "pipe.png")
    noted: list[tuple[str, str]] = []
    images = datasets.scan(inside, lambda path, reason: noted.append((path.name, reason)))
    assert [image.relative for image in images] == ["a/1.png", "b/2.png", "linked.png"]
    assert [name for name, _ in noted] == ["broken.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="paths are shorter there")
def test_folders_nested_deeper_than_the_call_stack(tmp_path: Path) -> None:
    depth = 1500
    folders = [os.open(tmp_path, os.O_RDONLY)]
    try:
        for _ in range(depth):
            os.mkdir("d", dir_fd=folders[-1])
            folders.append(os.open("d", os.O_RDONLY, dir_fd=folders[-1]))
            if len(folders) > 2:
                os.close(folders.pop(-2))
        os.close(os.open("x.png", os.O_CREAT | os.O_WRONLY, dir_fd=folders[-1]))
        assert found(tmp_path) == ["d/" * depth + "x.png"]
    finally:
        for folder in folders:
            os.close(folder)
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # too deep for Python's own rmtree


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may read everything")
def test_a_closed_folder_is_named_and_the_rest_found(tmp_path: Path) -> None:
    touch(tmp_path, "open/a.png", "shut/b.png")
    (tmp_path / "shut").chmod(0)
    noted: list[tuple[str, str]] = []
    try:
        images = list(datasets.scan(tmp_path, lambda path, reason: noted.append((path.name, reason))))
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert [image.relative for image in images] == ["open/a.png"]
    assert noted == [("shut", "Permission denied")]


def test_a_folder_that_fails_is_named_and_the_rest_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a/1.png", "b/2.png", "c/3.png")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    noted: list[tuple[str, str]] = []
    images = datasets.scan_nonempty(tmp_path, lambda path, reason: noted.append((path.name, reason)))
    assert [(image.relative, image.label) for image in images] == [("a/1.png", "a"), ("c/3.png", "c")]
    assert noted == [("b", "Permission denied")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_named_and_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "ok.png")
    with open(os.fsencode(tmp_path) + b"/caf\xe9.png", "wb"):
        pass
    noted: list[str] = []
    assert [image.relative for image in datasets.scan(tmp_path, lambda _, reason: noted.append(reason))] == ["ok.png"]
    assert noted == ["its name is not valid Unicode; rename it"]


def test_class_folders(tmp_path: Path) -> None:
    touch(tmp_path, "dog/1.png", "cat/2.png", "cat/deeper/3.png", "class10/4.png", "class9/5.png", "empty/readme.txt")
    assert datasets.class_folders(tmp_path) == ["cat", "class9", "class10", "dog"]
    labels = {image.relative: image.label for image in datasets.scan(tmp_path)}
    assert labels == {
        "cat/2.png": "cat",
        "cat/deeper/3.png": "cat",
        "class9/5.png": "class9",
        "class10/4.png": "class10",
        "dog/1.png": "dog",
    }


@pytest.mark.parametrize(
    "names",
    [
        ["a.png", "b.png"],
        ["cat/1.png", "dog/2.png", "loose.png"],
        ["only/1.png", "only/2.png"],
        ["x/deep/1.png", "y/deep/2.png"],
    ],
    ids=["flat", "loose image beside", "one folder", "two levels down"],
)
def test_folders_that_are_no_classes(tmp_path: Path, names: list[str]) -> None:
    touch(tmp_path, *names)
    assert datasets.class_folders(tmp_path) is None
    assert {image.label for image in datasets.scan(tmp_path)} == {None}


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"gone does not exist"):
        datasets.scan(tmp_path / "gone")
    touch(tmp_path, "file.png")
    with pytest.raises(FolderError, match=r"file\.png is a file"):
        datasets.scan(tmp_path / "file.png")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FolderError, match=r"empty is empty"):
        datasets.scan_nonempty(tmp_path / "empty")
    touch(tmp_path / "texts", "a.txt")
    with pytest.raises(FolderError, match=r"texts holds no images.*\.jpg"):
        datasets.scan_nonempty(tmp_path / "texts")
    assert list(datasets.scan(tmp_path / "texts")) == []
