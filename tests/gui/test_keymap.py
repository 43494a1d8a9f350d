"""Keys as they are kept: what may be one, which commands meet, and what becomes of a file that says something else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from gui import key_rules
from gui.commands import COMMANDS, command_named
from gui.keymap import Keymap, own

Held = Qt.KeyboardModifier


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "keys.toml"


def written(file: Path, text: str) -> Keymap:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Keymap(file)


# --- keys ---


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("f", "F"),
        ("shift+s", "Shift+S"),
        ("Ctrl+,", "Ctrl+,"),
        ("Escape", "Esc"),
        ("Num+5", "5"),
        ("Backtab", "Shift+Tab"),
        ("Ä", "Ä"),
        ("+", "+"),
        ("", None),
        ("Shift", None),
        ("Hallo", None),
        ("Ctrl+", None),
        ("A, B", None),
        ("\n", None),
        ("x" * 1000, None),
        (5, None),
    ],
)
def test_a_key_is_one_press_of_one_key(text, key):
    assert key_rules.normal(text) == key


@pytest.mark.parametrize(
    ("code", "held", "text", "key"),
    [
        (Qt.Key.Key_F, Held.NoModifier, "f", "F"),
        (Qt.Key.Key_F, Held.ShiftModifier, "F", "Shift+F"),
        (Qt.Key.Key_Exclam, Held.ShiftModifier, "!", "!"),  # as most keyboards have it over the 1
        (Qt.Key.Key_1, Held.ShiftModifier, "1", "1"),  # and a French one
        (Qt.Key.Key_Adiaeresis, Held.ShiftModifier, "Ä", "Shift+Ä"),
        (Qt.Key.Key_5, Held.KeypadModifier, "5", "5"),
        (Qt.Key.Key_At, Held.ControlModifier | Held.AltModifier, "@", "@"),  # AltGr on Windows
        (Qt.Key.Key_Q, Held.ControlModifier | Held.AltModifier, "\x11", "Ctrl+Alt+Q"),
        (Qt.Key.Key_Space, Held.ShiftModifier, " ", "Shift+Space"),
        (Qt.Key.Key_Backtab, Held.ShiftModifier, "\t", "Shift+Tab"),
        (Qt.Key.Key_F5, Held.ControlModifier, "", "Ctrl+F5"),
        (Qt.Key.Key_AltGr, Held.NoModifier, "", None),
        (Qt.Key.Key_Shift, Held.ShiftModifier, "", None),
        (Qt.Key.Key_Dead_Acute, Held.NoModifier, "", None),
        (Qt.Key.Key_unknown, Held.NoModifier, "", None),
    ],
)
def test_a_press_is_the_key_that_qt_finds_by_it(code, held, text, key):
    assert key_rules.pressed(QKeyEvent(QEvent.Type.KeyPress, code, held, text)) == key


@pytest.mark.parametrize(
    ("command", "key", "why"),
    [
        ("flawed", "Esc", "Escape"),
        ("flawed", "Shift+Esc", "Escape"),
        ("flawed", "Tab", "Tab"),
        ("zoom-in", "Shift+Tab", "Tab"),
        ("flawed", "Alt+F", "menus"),
        ("flawed", "Alt+Ä", "menus"),
        ("flawed", "Alt+F4", "system"),
        ("flawed", "Meta+K", "system"),
        ("flawed", "Ctrl+Alt+Q", "signs"),
        ("flawed", "Ctrl+C", "copies"),
        ("quit", "Q", "typed"),
        ("quit", "5", "typed"),
        ("quit", "Left", "moves"),
        ("quit", "Return", "presses"),
        ("views-swipe", "Right", "moves"),
    ],
)
def test_keys_that_are_needed_otherwise_are_refused_and_it_says_why(command, key, why):
    assert why in key_rules.refused(command_named(command), key)


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("panels", "Tab"),  # the table's own
        ("flawed", "K"),
        ("flawed", "Right"),
        ("flawed", "Alt+5"),
        ("flawed", "F12"),
        ("quit", "Ctrl+Shift+Q"),
        ("keys", ";"),
        ("comment", "Return"),
        ("remove-view", "Backspace"),
        ("divider-left", "Shift+Left"),
    ],
)
def test_other_keys_may_be_taken(command, key):
    assert key_rules.refused(command_named(command), key) == ""


def test_the_table_is_without_conflict_and_keeps_to_its_own_rules():
    for command in COMMANDS:
        for key in own(command):
            assert key_rules.normal(key) == key, command.id
            if command.scope == "review":
                assert key_rules.on_canvas(command, key) == (key in command.canvas_keys), command.id
        assert Keymap().met(command.id, own(command)) == []


@pytest.mark.parametrize(
    ("first", "second", "key", "together"),
    [
        ("flawed", "sound", "K", True),  # both in the review
        ("flawed", "quit", "F9", True),  # the window has the review in it
        ("quit", "room-audit", "F9", True),
        ("flawed", "zoom-in", "K", True),  # the review has the picture in it
        ("flawed", "views-swipe", "K", True),  # and explanations side by side
        ("quit", "views-swipe", "F9", True),
        ("brush-larger", "views-swipe", "K", False),  # one stands in the other's place
        ("zoom-in", "views-swipe", "K", True),  # zoom holds in both
        ("panels", "add-view", "K", True),
        ("zoom-in", "brush-larger", "K", True),
        ("flawed", "views-swipe", "Right", False),  # an arrow of the review is the picture's alone
        ("flawed", "next", "Right", True),
        ("flawed", "zoom-in", "Home", True),
        ("zoom-in", "views-swipe", "Shift+Right", False),
    ],
)
def test_commands_meet_where_one_stands_in_the_other(first, second, key, together):
    assert key_rules.meet(command_named(first), command_named(second), key) is together
    assert key_rules.meet(command_named(second), command_named(first), key) is together


# --- changing ---


def give(keymap: Keymap, command_id: str, key: str, in_place_of: str = "") -> None:
    keymap.set_keys(command_id, keymap.with_key(command_id, key, in_place_of))


def test_only_what_differs_from_the_table_is_written_and_read_again(file):
    keymap = Keymap(file)
    give(keymap, "flawed", ";", "F")
    give(keymap, "zoom-in", "F8")
    keymap.set_keys("quit", ())
    said = tomllib.loads(file.read_text())
    assert said == {"flawed": [";"], "zoom-in": ["+", "=", "Ctrl++", "F8"], "quit": []}
    again = Keymap(file)
    assert again.keys("flawed") == (";",)
    assert again.keys("quit") == ()
    assert again.keys("sound") == ("S",)
    assert not again.troubles
    again.set_keys("flawed", ("F",))
    assert "flawed" not in tomllib.loads(file.read_text())


def test_whoever_goes_on_by_hand_finds_every_command_in_the_file(file):
    keymap = Keymap(file)
    give(keymap, "flawed", ";", "F")
    lines = file.read_text().splitlines()
    given = "\n".join(line.removeprefix("# ") for line in lines if "= [" in line)
    assert set(tomllib.loads(given)) == {command.id for command in COMMANDS}
    assert '# sound = ["S"]' in lines
    file.write_text(file.read_text().replace('# sound = ["S"]', 'sound = [":"]'))
    assert Keymap(file).keys("sound") == (":",)


def test_signs_of_other_keyboards_and_of_the_file_itself_survive(file):
    keymap = Keymap(file)
    keys = ("Ä", '"', "\\", "Ctrl+#", "€")
    keymap.set_keys("flawed", keys)
    assert Keymap(file).keys("flawed") == keys


def test_a_key_is_taken_from_whoever_meets_on_it_and_from_nobody_else(file):
    keymap = Keymap(file)
    assert [(key, other.id) for key, other in keymap.met("flawed", ("S",))] == [("S", "sound")]
    give(keymap, "flawed", "S", "F")
    assert keymap.keys("flawed") == ("S",)
    assert keymap.keys("sound") == ()
    assert [other.id for _, other in keymap.met("sound", ("S",))] == ["flawed"]
    give(keymap, "brush-larger", "Q", "]")
    assert keymap.keys("views-swipe") == ("Q",)


def test_each_step_can_be_taken_back_and_all_of_them_at_once(file):
    keymap = Keymap(file)
    give(keymap, "flawed", "S", "F")
    give(keymap, "unsure", ";", "U")
    assert keymap.undo() == ["unsure"]
    assert set(keymap.undo()) == {"flawed", "sound"}
    assert not keymap.any_changed
    assert not keymap.can_undo
    assert keymap.undo() == []
    give(keymap, "flawed", "S", "F")
    keymap.reset_all()
    assert keymap.keys("sound") == ("S",)
    assert set(keymap.undo()) == {"flawed", "sound"}
    assert Keymap(file).keys("flawed") == ("S",)


def test_what_cannot_be_written_holds_all_the_same_and_it_says_why(tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")
    keymap = Keymap(tmp_path / "config" / "keys.toml")
    give(keymap, "flawed", ";", "F")
    assert keymap.unsaved
    assert keymap.keys("flawed") == (";",)
    keymap.read_again()
    assert keymap.keys("flawed") == (";",)


def test_what_another_window_wrote_is_read_before_it_is_changed(file):
    first, second = Keymap(file), Keymap(file)
    give(first, "flawed", ";", "F")
    assert second.read_again()
    assert not second.read_again()
    give(second, "unsure", ":", "U")
    assert Keymap(file).keys("flawed") == (";",)
    assert Keymap(file).keys("unsure") == (":",)


# --- files ---


@pytest.mark.parametrize(
    "raw",
    [
        b"flawed = [",
        b"\xff\xfe\x00",
        b"flawed = ['K']\nflawed = ['L']\n",
        b"# " + b"x" * 300_000,
        b"a = " + b"[" * 50_000,
    ],
)
def test_a_file_that_cannot_be_understood_changes_nothing_and_is_kept(file, raw):
    file.parent.mkdir()
    file.write_bytes(raw)
    keymap = Keymap(file)
    assert all(keymap.keys(command.id) == own(command) for command in COMMANDS)
    assert len(keymap.troubles) == 1
    assert file.read_bytes() == raw
    give(keymap, "flawed", ";", "F")
    assert not keymap.troubles
    assert Keymap(file).keys("flawed") == (";",)
    assert file.with_name("keys-before-1.toml").read_bytes() == raw


def test_a_folder_in_its_place_does_no_harm(file):
    file.mkdir(parents=True)
    keymap = Keymap(file)
    assert len(keymap.troubles) == 1
    give(keymap, "flawed", ";", "F")
    assert keymap.keys("flawed") == (";",)


def test_what_cannot_be_used_is_left_out_alone_and_told(file):
    keymap = written(
        file,
        """
        sound = "ö"
        flawed = ["Hallo", "k,", ";"]
        unsure = ["Escape"]
        next = 5
        fly-away = ["Q"]
        [table]
        quit = ["F9"]
        """,
    )
    assert keymap.keys("sound") == ("Ö",)
    assert keymap.keys("flawed") == (";",)
    assert keymap.keys("unsure") == ("U",)
    assert keymap.keys("next") == ("J", "Right", "Down")
    assert keymap.keys("quit") == ("Ctrl+Q",)
    told = "\n".join(keymap.troubles)
    for word in ("“Hallo”", "“k,”", "Esc for “Unsure”", "“next”", "“fly-away”", "“table”"):
        assert word in told
    assert len(keymap.troubles) == 6


def test_of_two_in_a_file_the_first_has_the_key_and_the_file_goes_before_the_table(file):
    keymap = written(file, 'unsure = ["K"]\nflawed = ["K", "S"]\n')
    assert keymap.keys("unsure") == ("K",)
    assert keymap.keys("flawed") == ("S",)
    assert keymap.keys("sound") == ()
    assert keymap.keys("previous") == ("Left", "Up")
    assert len(keymap.troubles) == 3
    assert keymap.troubles[0] == "K is for “Unsure”, and not for “Flawed” as well."
    keymap.tidy()
    again = Keymap(file)
    assert not again.troubles
    assert [again.keys(name) for name in ("unsure", "flawed", "sound")] == [("K",), ("S",), ()]


def test_commands_of_another_hansel_stay_in_the_file(file):
    keymap = written(file, 'fly-away = ["Q"]\n')
    give(keymap, "flawed", ";", "F")
    assert tomllib.loads(file.read_text()) == {"flawed": [";"], "fly-away": ["Q"]}
    keymap.tidy()
    assert tomllib.loads(file.read_text()) == {"flawed": [";"]}


def test_nobody_is_left_with_half_a_change_by_any_file(file):
    """Whatever pairs a file gives one key to, no two of them that meet have it in the end."""
    for first in COMMANDS[::7]:
        for second in COMMANDS[::5]:
            keymap = written(file, f'{first.id} = ["F9"]\n"{second.id}" = ["F9"]\n' if first is not second else "")
            for command in COMMANDS:
                assert keymap.met(command.id, keymap.keys(command.id)) == []
