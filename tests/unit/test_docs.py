"""The pages in docs/: their links lead somewhere, and the guide names what the program has."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gui.commands import COMMANDS
from gui.guide_pictures import NAMES, in_few_colours
from gui.tokens import DARK, VERDICT_COLOURS

HOME = Path(__file__).parents[2]
DOCS = HOME / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), HOME / "README.md"]
GUIDE = (DOCS / "guide.md").read_text("utf-8")
PICTURES = DOCS / "pictures" / "guide"
LARGEST, ALL_OF_THEM = 200_000, 2_500_000
# Keys of the window's parts rather than of commands.
OWN_KEYS = {"Escape"}


def anchors(page: Path) -> set[str]:
    """What links to a page can name, as the sites that show such pages make it from the headings."""
    found: set[str] = set()
    for title in re.findall(r"^#{1,6} +(.+?) *$", page.read_text("utf-8"), flags=re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        found.add(plain if plain not in found else f"{plain}-1")
    return found


def links(page: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(page):
    for link in links(page):
        if re.match(r"https?:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def test_an_anchor_is_made_as_such_sites_make_it(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A, b: `c d`?\n\n## What if\n## What if\n### The filter line ( / )\n")
    assert anchors(page) == {"a-b-c-d", "what-if", "what-if-1", "the-filter-line---"}


def test_the_guide_has_every_picture_that_is_taken_for_it_and_names_no_other():
    named = re.findall(r"!\[([^\]]+)\]\(pictures/guide/([\w-]+)\.png\)", GUIDE)
    assert sorted(name for _, name in named) == sorted(NAMES)
    assert all(words for words, _ in named)
    files = sorted(PICTURES.iterdir())
    assert [file.stem for file in files] == sorted(NAMES)
    assert sum(file.stat().st_size for file in files) < ALL_OF_THEM
    for file in files:
        assert file.stat().st_size < LARGEST, file.name
        with Image.open(file) as picture:
            assert picture.width >= 200
            assert picture.convert("L").getextrema() != (0, 0)


def keys_in(text: str) -> set[str]:
    """What stands in code marks and reads like a key."""
    marked = re.findall(r"`([^`\n]+)`", text)
    key = r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z0-9/?,\[\]]|F\d{1,2}|Return|Tab|Ins|Del)"
    return {one for one in marked if re.fullmatch(key, one)}


def test_every_key_of_the_guide_is_one_of_the_program():
    keys = {key for command in COMMANDS for key in (*command.keys, *command.canvas_keys)}
    named = keys_in(GUIDE)
    assert len(named) > 40
    assert named - OWN_KEYS <= keys


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("S", "sound"), ("F", "flawed"), ("U", "unsure"), ("J", "next"), ("K", "previous"), ("N", "next-unreviewed"),
        ("Ctrl+Return", "start-audit"), ("Ctrl+Shift+Return", "queue-audit"), ("Ctrl+P", "pause-audit"),
        ("Ctrl+R", "resume-audit"), ("F2", "room-audit"), ("F3", "room-review"), ("F4", "room-trends"),
        ("F7", "room-patterns"), ("Shift+F4", "compare-runs"), ("Shift+C", "compare-explanations"),
        ("Q", "views-swipe"), ("Shift+D", "views-difference"), ("X", "explain-again"), ("H", "what-if-away"),
        ("Shift+H", "what-if-only"), ("Z", "what-if-picture"), ("Shift+Z", "what-if-filling"), ("B", "tool-box"),
        ("P", "tool-polygon"), ("D", "tool-brush"), ("W", "region-mark"), ("Shift+Y", "why-suspicious"),
        ("Ctrl+I", "about-method"), ("A", "more-like-this"), ("Shift+A", "back-to-list"), ("G", "go-to"),
        ("/", "filter"), ("Ctrl+E", "export-report"), ("?", "keys"), ("F1", "keys"), ("Ctrl+Shift+P", "palette"),
        ("F6", "next-pane"), ("Tab", "panels"), ("Ctrl+,", "settings"), ("L", "share-scale"), ("Ctrl+Z", "undo"),
        ("Ctrl+O", "open-folder"), ("Ctrl+M", "choose-model"), ("O", "show-overlay"), ("I", "show-image"),
        ("C", "show-contours"), ("M", "show-mask"), ("Return", "comment"), ("Shift+1", "severity-1"),
        ("Shift+3", "severity-3"), ("Shift+S", "settle-sound"), ("Shift+F", "settle-flawed"),
        ("Shift+U", "settle-unsure"), ("1", "reason-1"), ("9", "reason-9"),
    ],
)  # fmt: skip
def test_a_key_of_the_guide_is_that_of_its_command(key, command):
    (found,) = [one for one in COMMANDS if one.id == command]
    assert key in (*found.keys, *found.canvas_keys)
    assert f"`{key}`" in GUIDE


def test_what_the_guide_finds_in_a_menu_is_there():
    there = {(command.menu, command.title.rstrip("…")) for command in COMMANDS}
    menus = {menu for menu, _ in there if menu}
    named = [(menu, title.rstrip("…")) for menu, title in re.findall(r"\*(\w+), ([^*\n]+?)\*", GUIDE) if menu in menus]
    assert len(named) >= 8
    assert [one for one in named if one not in there] == []


def test_the_model_of_the_guide_is_one():
    block = re.search(r'^ +name = "wolves".*?\n\n.*?\n\n', GUIDE, flags=re.MULTILINE | re.DOTALL)
    assert block is not None
    read = tomllib.loads("\n".join(line.strip() for line in block[0].splitlines()))
    assert {"name", "arch", "weights", "labels", "output", "input"} <= set(read)


def test_what_colours_mean_is_kept_in_a_picture_of_few() -> None:
    meant = [DARK.accent, DARK.text, *VERDICT_COLOURS.values()]
    noise = np.random.default_rng(3).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    for n, colour in enumerate(meant):
        noise[:4, 4 * n : 4 * n + 4] = tuple(bytes.fromhex(colour[1:]))
    small = in_few_colours(Image.fromarray(noise))
    assert small.mode == "P"
    back = small.convert("RGB")
    assert ["#{:02x}{:02x}{:02x}".format(*back.getpixel((4 * n + 1, 1))) for n in range(len(meant))] == meant
