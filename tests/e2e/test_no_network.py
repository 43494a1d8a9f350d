"""Nothing uses a network: the main job runs where every use of one is refused and written down.

Two watches at once. Inside Python an audit hook refuses (tests/e2e/blocker). And where the system lets us, the process
lives in a network of its own that leads nowhere, whose counters tell what libraries written in other languages tried.
"""

from __future__ import annotations

import ast
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e import world
from tests.gui.helpers import rows

ROOT = Path(__file__).parents[2]
BLOCKER = Path(__file__).parent / "blocker"
OURS = ("engine", "db", "reports", "gui", "cli", "resources")
TIMEOUT_S = 60

# Modules that speak to a network. urllib.parse only takes addresses apart.
NETWORK = {
    "socket", "ssl", "http", "urllib", "urllib.request", "urllib3", "requests", "httpx", "httpcore", "aiohttp",
    "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver", "asyncio", "websockets",
    "paramiko", "huggingface_hub", "wandb", "sentry_sdk", "PySide6.QtNetwork", "torch.hub", "torch.distributed",
}  # fmt: skip
ALLOWED = {"urllib.parse"}

# What a network that leads nowhere counts when somebody tries to leave it all the same.
COUNTERS = (("Ip", "OutRequests"), ("Ip", "OutNoRoutes"), ("Tcp", "ActiveOpens"), ("Udp", "OutDatagrams"))
CUT_OFF = ("unshare", "--net") if hasattr(os, "geteuid") and os.geteuid() == 0 else ("unshare", "--user", "--net")


def can_be_cut_off() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False).returncode == 0
    )


@dataclass(frozen=True)
class Watched:
    """How a watched process ended, what the hook refused, and what the counters of its network say."""

    code: int
    said: str
    refused: list[str]
    counted: dict[str, int]


def watch(home: Path, arguments: Sequence[object]) -> Watched:
    """Runs Python with these arguments, cut off."""
    log, counters = home / "network.log", home / "counters"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join((str(BLOCKER), str(ROOT))),
        "HANSEL_NETWORK_LOG": str(log),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, *map(str, arguments)]
    if can_be_cut_off():
        script = '"$@"; code=$?; cat /proc/self/net/snmp > "$0"; exit $code'
        command = [*CUT_OFF, "sh", "-c", script, str(counters), *command]
    process = subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=TIMEOUT_S)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    refused = log.read_text().splitlines() if log.exists() else []
    return Watched(process.returncode, said, refused, counted(counters))


def counted(file: Path) -> dict[str, int]:
    """The counters of a network, from /proc/net/snmp: one line of names, one of numbers for each protocol."""
    if not file.exists():
        return {}
    lines = [line.split() for line in file.read_text().splitlines()]
    tables = {
        names[0].rstrip(":"): dict(zip(names, numbers, strict=True))
        for names, numbers in zip(lines[::2], lines[1::2], strict=True)
    }
    return {f"{protocol} {name}": int(tables[protocol][name]) for protocol, name in COUNTERS}


@pytest.fixture
def images(tmp_path: Path) -> Path:
    world.write_images(tmp_path / "images", 2)
    return tmp_path / "images"


def test_the_commands_use_no_network(tmp_path: Path, images: Path, model: Path) -> None:
    ran = watch(tmp_path, [BLOCKER / "commands.py", model, images, tmp_path])
    assert ran.code == 0, ran.said
    assert ran.refused == []
    assert not any(ran.counted.values()), ran.counted
    # The job was really done.
    assert len(world.explained(tmp_path / "done.hansel")) == 6
    assert "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6
    assert any((tmp_path / "explained").iterdir())


def test_the_window_uses_no_network(tmp_path: Path, images: Path, model: Path) -> None:
    ran = watch(tmp_path, [BLOCKER / "window.py", model, images])
    assert ran.code == 0, ran.said
    assert ran.refused == []
    assert not any(ran.counted.values()), ran.counted
    project = tmp_path / "images.hansel"
    assert len(world.explained(project)) == 6
    assert rows(project, "SELECT count(*) FROM review_events") == [(3,)]
    assert rows(project, "SELECT verdict FROM reviews ORDER BY verdict IS NULL") == [("flawed",), (None,)]


@pytest.mark.parametrize(
    "attempt",
    [
        "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
        "import socket; socket.create_connection(('192.0.2.1', 80))",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
        "import torch.hub; torch.hub.load_state_dict_from_url('http://192.0.2.1/weights.pt')",
    ],
)
def test_a_use_of_the_network_is_refused_and_written_down(tmp_path: Path, attempt: str) -> None:
    ran = watch(tmp_path, ["-c", f"try:\n    {attempt}\nexcept OSError as error:\n    print(error)"])
    assert ran.refused, ran.said
    assert "the network is off" in ran.said


def test_a_use_of_the_network_past_python_is_counted(tmp_path: Path) -> None:
    if not can_be_cut_off():
        pytest.skip("this machine does not let the test cut a process off from its network")
    # The C library alone: a datagram to 192.0.2.1, port 9.
    attempt = (
        "import ctypes, struct; c = ctypes.CDLL(None); s = c.socket(2, 2, 0); "
        "to = struct.pack('=HHBBBB8x', 2, 0x900, 192, 0, 2, 1); print(c.sendto(s, b'x', 1, 0, to, 16))"
    )
    ran = watch(tmp_path, ["-c", attempt])
    assert ran.said == "-1\n"
    assert ran.refused == []
    assert any(ran.counted.values()), ran.counted


def test_sockets_inside_the_machine_are_no_network(tmp_path: Path) -> None:
    inside = "import socket; a, b = socket.socketpair(); a.send(b'x'); print(b.recv(1), socket.socket(socket.AF_UNIX))"
    ran = watch(tmp_path, ["-c", inside])
    assert ran.code == 0, ran.said
    assert ran.refused == []


def imported_by(file: Path) -> set[str]:
    """Every module that a source file names in an import, at its top or anywhere inside."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def speaks_to_a_network(module: str) -> bool:
    parts = module.split(".")
    names = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
    return bool(names & NETWORK) and not names & ALLOWED


def test_no_module_of_ours_imports_what_speaks_to_a_network() -> None:
    files = [file for package in OURS for file in sorted((ROOT / package).rglob("*.py"))]
    assert len(files) > 100
    found = {
        (file.relative_to(ROOT).as_posix(), module)
        for file in files
        for module in imported_by(file)
        # `from urllib.parse import quote` also names urllib; that alone opens nothing.
        if speaks_to_a_network(module) and module != "urllib"
    }
    assert found == set()


PULLED_IN = """
import builtins, importlib, json, sys
network = set(json.loads(sys.argv[1]))
first, honest = {}, builtins.__import__

def watching(name, globals=None, locals=None, fromlist=(), level=0):
    before = set(sys.modules)
    try:
        return honest(name, globals, locals, fromlist, level)
    finally:
        for module in network & (set(sys.modules) - before):
            first.setdefault(module, (globals or {}).get("__name__", "?"))

builtins.__import__ = watching
for module in (
    "cli.main", "cli.running", "cli.checking", "gui.app", "gui.window", "gui.worker", "db.migrate", "reports.page",
):
    importlib.import_module(module)
print(json.dumps(first))
"""


def test_what_is_loaded_with_us_is_loaded_by_libraries_alone() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PULLED_IN, json.dumps(sorted(NETWORK))],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT_S,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    by = json.loads(ran.stdout.splitlines()[-1])
    assert "socket" in by  # torch and Python's own asyncio load it; it is only there, and opens nothing by itself
    assert not [name for name, importer in by.items() if importer.split(".")[0] in OURS], by
    assert "PySide6.QtNetwork" not in by
