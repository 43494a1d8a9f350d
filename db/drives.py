"""On what kind of drive a folder lies: SQLite's locks and shared memory cannot be relied on over a network."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# File systems that another computer (or the host of a virtual machine) can write to at the same time.
_SHARED = {
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "gfs", "gfs2", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "pvfs2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
    "webdav", "afpfs",
}  # fmt: skip
# FUSE says only "fuse" or "fuse.NAME"; a name that is not here may be a local disk (ntfs-3g, gocryptfs, mergerfs).
_SHARED_FUSE = {
    "afpfs", "ceph-fuse", "cifs", "curlftpfs", "davfs", "davfs2", "gcsfuse", "glusterfs", "goofys",
    "google-drive-ocamlfuse", "gvfsd-fuse", "juicefs", "nfs", "onedriver", "rclone", "s3fs", "seaweedfs", "smbnetfs",
    "sshfs", "vmhgfs-fuse",
}  # fmt: skip
_MAC_LOCAL = 0x1000  # MNT_LOCAL of <sys/mount.h>
_MAC_FLAGS_AT = 64  # offset of f_flags in struct statfs with 64-bit inodes
_WINDOWS_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW

WARNING = (
    "{name} lies on a network or shared drive. It works, but a power cut or a second computer can damage it there; "
    "keep the project on a local disk."
)


def on_network_drive(path: str | Path) -> bool:
    """Whether the path (or, if it is not there yet, the nearest folder above it) is on a network or shared drive.

    False where that cannot be found out. Asks the operating system only; never touches the network by itself.
    """
    try:
        place = _nearest(Path(path).absolute())
        if sys.platform == "win32":
            return _windows_remote(str(place))
        if sys.platform == "darwin":
            return _mac_remote(str(place))
        return shared_in(Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"), os.path.realpath(place))
    except (OSError, ValueError, AttributeError):
        return False


def shared_in(mountinfo: str, place: str) -> bool:
    """Whether the text of /proc/self/mountinfo (proc(5)) says that the real path ``place`` is on a shared drive."""
    deepest, kind = "", ""
    for line in mountinfo.splitlines():
        before, found, after = line.partition(" - ")
        fields = before.split(" ")
        if not found or len(fields) < 5:
            continue
        point = _unescaped(fields[4])
        inside = point in ("/", place) or place.startswith(f"{point}/")
        # Of two mounts at one place the later one is seen.
        if inside and len(point) >= len(deepest):
            deepest, kind = point, after.split(" ")[0]
    family, _, name = kind.partition(".")
    return name in _SHARED_FUSE if family == "fuse" else kind in _SHARED


def _unescaped(text: str) -> str:
    """mountinfo writes blanks and backslashes of a path as octal numbers."""
    for number in (" ", "\t", "\n", "\\"):
        text = text.replace(f"\\{ord(number):03o}", number)
    return text


def _nearest(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _windows_remote(place: str) -> bool:
    if place.startswith("\\\\?\\UNC\\") or (place.startswith("\\\\") and not place.startswith(("\\\\?\\", "\\\\.\\"))):
        return True
    drive = os.path.splitdrive(place.removeprefix("\\\\?\\"))[0]
    kernel: ctypes.CDLL = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return bool(drive) and int(kernel.GetDriveTypeW(ctypes.c_wchar_p(f"{drive}\\"))) == _WINDOWS_REMOTE


def _mac_remote(place: str) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    # On Intel the plain name is the old call with another layout; on Apple's own chips there is only the new one.
    statfs = getattr(libc, "statfs$INODE64", None) or libc.statfs
    buffer = ctypes.create_string_buffer(4096)
    if statfs(os.fsencode(place), buffer) != 0:
        return False
    return not int.from_bytes(buffer.raw[_MAC_FLAGS_AT : _MAC_FLAGS_AT + 4], sys.byteorder) & _MAC_LOCAL
