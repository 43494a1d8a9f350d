import io
from dataclasses import dataclass

from cli.progress import Bar, line


@dataclass
class Step:
    done: int
    total: int
    seconds_left: float | None
    source: str


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_says_how_many_and_how_long() -> None:
    text = line(Step(37, 200, 118.0, "0411.jpg"), 100)
    assert text.endswith(" 37 of 200, about 2 min left, 0411.jpg")
    assert line(Step(37, 200, 118.0, "/far/away/in/a/deep/folder/0411.jpg"), 100) == text
    assert text.count("█") == 4
    assert text.count("░") == 16


def test_says_no_time_while_there_is_nothing_to_judge_by_and_at_the_end() -> None:
    assert "left" not in line(Step(0, 10, None, ""), 80)
    assert "left" not in line(Step(10, 10, 0.0, ""), 80)


def test_stays_on_one_line_and_cannot_be_steered_by_a_name() -> None:
    assert len(line(Step(1, 2, 3.0, "x" * 500), 79)) == 79
    assert "\x1b" not in line(Step(1, 2, 3.0, "\x1b[2J.jpg"), 79)


def test_is_gone_when_it_is_done() -> None:
    stream = Terminal()
    with Bar(stream) as bar:
        bar(Step(1, 2, 3.0, "a.jpg"))
    assert "1 of 2" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[2K")


def test_a_pipe_gets_nothing() -> None:
    stream = io.StringIO()
    with Bar(stream) as bar:
        bar(Step(1, 2, 3.0, "a.jpg"))
    assert stream.getvalue() == ""
