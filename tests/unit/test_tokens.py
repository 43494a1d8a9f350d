"""The look's contrast, computed as WCAG 2 defines it."""

import itertools

import pytest

from resources import tokens


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_oracle_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", tokens.THEMES.values(), ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: tokens.Theme) -> None:
    inks, grounds = (theme.text, theme.quiet, theme.accent), (theme.ground, theme.panel, theme.raised)
    assert min(contrast(ink, ground) for ink, ground in itertools.product(inks, grounds)) >= 4.5


@pytest.mark.parametrize("mark", tokens.VERDICTS.values(), ids=lambda mark: mark.verdict)
def test_marks_stand_out_where_they_stand(mark: tokens.VerdictMark) -> None:
    grounds = [ground for theme in tokens.THEMES.values() for ground in (theme.ground, theme.panel, theme.raised)]
    assert min(contrast(mark.colour, ground) for ground in grounds) >= 3
    assert contrast(mark.ink, mark.colour) >= 4.5
