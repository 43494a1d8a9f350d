import pytest

from reports.visible import visible
from reports.words import count, duration, percent, three_digits


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (7.6, "8 s"), (89, "89 s"), (90, "2 min"), (125, "2 min"), (3540, "59 min"), (3600, "1 h"),
     (3900, "1 h 5 min")],
)  # fmt: skip
def test_times_as_people_say_them(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.98, "0.980"), (1, "1.00"), (12.345, "12.3"), (0, "0"), (0.00031, "3.10e-04"), (float("nan"), "–"), (None, "–"),
     (-0.5, "-0.500"), (99999.0, "1.00e+05")],
)  # fmt: skip
def test_measures_have_three_digits(value: float | None, said: str) -> None:
    assert three_digits(value) == said


def test_counts_and_shares() -> None:
    said = (count(1, "image"), count(3500, "image"), count(0, "class", "classes"))
    assert said == ("1 image", "3,500 images", "0 classes")
    assert percent(0.155) == "15.5\u202f%"


def test_what_could_steer_a_terminal_is_spelled_out() -> None:
    assert visible("a\x1b[31m\u202eb\udcff\x00") == "a\\x1b[31m\\u202eb\\udcff\\x00"
    assert visible("שלום, 写真 é\n") == "שלום, 写真 é\n"
