from pathlib import Path

import pytest

from cli.explaining import check_names
from engine.records import PlainError


def test_two_images_with_one_stem_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match=r"same files: .*a\.png, .*a\.jpg"):
        check_names([Path("x/a.png"), Path("b.png"), Path("y/a.jpg")], tmp_path)


def test_stems_that_differ_in_case_only_are_one_file_on_many_disks(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="same files"):
        check_names([Path("Dog.png"), Path("dog.jpg")], tmp_path)


def test_no_image_is_overwritten_by_its_own_overlay(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "link").symlink_to("photos")
    image = tmp_path / "photos" / "a.png"
    image.touch()
    with pytest.raises(PlainError, match="would be overwritten"):
        check_names([image], tmp_path / "link")
    check_names([image], tmp_path)
    check_names([image.with_suffix(".jpg")], tmp_path / "photos")
