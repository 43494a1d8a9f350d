"""Which drives are called network drives; the texts are as Linux writes them in /proc/self/mountinfo."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from db.drives import on_network_drive, shared_in

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:21 / /proc rw - proc proc rw
40 22 0:40 / /home rw,relatime shared:20 - nfs4 files:/home rw,vers=4.2
41 40 8:2 / /home/ann/local rw,relatime shared:21 - xfs /dev/sda2 rw
42 22 0:42 / /mnt/the\040share rw - cifs //nas/share rw
43 22 0:43 / /media/usb rw - fuseblk /dev/sdb1 rw
44 22 0:44 / /run/ssh rw - fuse.sshfs ann@far:/ rw
45 22 0:45 / /run/secret rw - fuse.gocryptfs /home/x rw
46 22 0:46 / /mnt/c rw shared:3 master:7 - 9p C:\134 rw,aname=drvfs
47 22 0:47 / /srv rw - nfs files:/srv rw
48 22 0:48 / /srv rw - tmpfs tmpfs rw
""".strip()


@pytest.mark.parametrize(
    ("place", "shared"),
    [
        ("/home", True),
        ("/home/ann/p.hansel", True),
        ("/home/ann/local/p.hansel", False),
        ("/homely/p.hansel", False),
        ("/mnt/the share/p.hansel", True),
        ("/media/usb/p.hansel", False),
        ("/run/ssh/p.hansel", True),
        ("/run/secret/p.hansel", False),
        ("/mnt/c/Users", True),
        ("/srv/p.hansel", False),
        ("/etc", False),
    ],
)
def test_the_deepest_and_latest_mount_decides(place: str, shared: bool) -> None:
    assert shared_in(MOUNTS, place) is shared


def test_text_that_is_no_list_of_mounts_says_nothing() -> None:
    assert not shared_in("", "/home")
    assert not shared_in("nonsense\n- - -\n1 2 3 - nfs", "/home")


@pytest.mark.skipif(sys.platform != "linux", reason="asks this machine's list of mounts")
def test_a_local_folder_and_one_that_is_not_there_yet_are_local(tmp_path: Path) -> None:
    if shared_in(Path("/proc/self/mountinfo").read_text("utf-8"), str(tmp_path.resolve())):
        pytest.skip("the tests run on a network drive")
    assert not on_network_drive(tmp_path)
    assert not on_network_drive(tmp_path / "not" / "there.hansel")
