from cli import options
from engine.methods import METHODS


def test_the_help_names_the_methods_there_are() -> None:
    assert list(METHODS) == list(options.METHODS)
