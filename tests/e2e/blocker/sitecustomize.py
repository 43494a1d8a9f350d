"""Refuses every use of a network and writes it down. Python loads this by itself where it lies on PYTHONPATH.

HANSEL_NETWORK_LOG names the file. Sockets between processes of this machine (AF_UNIX) are no network. An audit hook
cannot be taken off again, and the standard library has to pass it whichever package calls it.
"""

import os
import sys

LOG = os.environ.get("HANSEL_NETWORK_LOG")
# What makes a socket, asks for an address, opens a connection, or is about to.
REFUSED = frozenset((
    "socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect",
    "http.client.send", "ftplib.connect", "smtplib.connect", "imaplib.open", "poplib.connect", "webbrowser.open",
))  # fmt: skip
ON_ITS_OWN = ("socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")  # of one socket
NO_NEW_SOCKET = -1  # the family that is given where a socket is made of one that is there


def _refuse(event, arguments):
    if event not in REFUSED:
        return
    if event in ON_ITS_OWN:
        import socket  # noqa: PLC0415 - whoever comes this far has it loaded

        family = arguments[1] if event == "socket.__new__" else arguments[0].family
        if family in (socket.AF_UNIX, NO_NEW_SOCKET):
            return
        arguments = arguments[1:]
    handle = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(handle, f"{os.getpid()} {event} {arguments!r}\n".encode(errors="replace"))
    finally:
        os.close(handle)
    raise PermissionError(f"the network is off: {event}")


if LOG:
    sys.addaudithook(_refuse)
