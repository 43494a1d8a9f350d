"""Names of files as text that cannot steer a terminal or turn the line around it."""

from __future__ import annotations

import unicodedata

STEERING = ("Cc", "Cf", "Cs")  # control, direction and lone surrogate characters
HARMLESS = "\n\u200c\u200d"  # line ends, and the joiners that some scripts are written with


def visible(text: str) -> str:
    """The text with control, direction and undecodable characters spelled out as escapes."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in STEERING and character not in HARMLESS
        else character
        for character in text
    )
