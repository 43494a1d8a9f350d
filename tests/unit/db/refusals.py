"""Lets the kernel refuse single calls of a child process, as file systems of network drives do (seccomp(2), Linux)."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

CALLS = {"x86_64": {"mmap": 9, "fcntl": 72, "flock": 73}, "aarch64": {"mmap": 222, "fcntl": 25, "flock": 32}}
SUPPORTED = sys.platform == "linux" and platform.machine() in CALLS
# Which argument of a call is looked at, the instruction that compares (jump if equal, jump if any bit), and the value.
LOCKING = ("fcntl", 1, 0x15, 6)  # F_SETLK
SHARING = ("mmap", 3, 0x45, 1)  # MAP_SHARED
HOLDING = ("flock", 1, 0x45, 0xF)

CHILD = """
    import sys
    from pathlib import Path
    from db.store import Store, StoreError
    from tests.unit.db import refusals

    project, what, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    refusals.refuse(getattr(refusals, what), number)
    try:
        Store.open(project).close()
        print("opened")
    except StoreError as error:
        print(type(error).__name__, error)
"""


def refuse(call: tuple[str, int, int, int], number: int) -> None:
    """From now on this thread, and those it starts, get that error number from that call. Cannot be taken back."""
    name, argument, compare, value = call
    program = [
        (0x20, 0, 0, 0),  # load the call's number
        (0x15, 0, 3, CALLS[platform.machine()][name]),
        (0x20, 0, 0, 16 + 8 * argument),
        (compare, 0, 1, value),
        (0x06, 0, 0, 0x00050000 | number),  # answer with the error
        (0x06, 0, 0, 0x7FFF0000),  # allow
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    filters = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, seccomp, filter_mode = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(seccomp, filter_mode, filters, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def opening(project: Path, what: str, number: int = errno.EOPNOTSUPP) -> str:
    """What a process says that opens the project for writing while that call is refused."""
    script = [sys.executable, "-c", textwrap.dedent(CHILD), str(project), what, str(number)]
    return subprocess.run(script, check=True, capture_output=True, text=True).stdout.strip()
