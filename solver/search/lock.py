"""Keeps a file to one writer at a time.

The lock is the operating system's: it goes with the process, however that ends, so none is left behind.
"""

import errno
import sys
from typing import BinaryIO

_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    #: Windows keeps others from reading what is locked, so the byte is one that no journal reaches.
    _PLACE = 2**31 - 2

    def _lock(file: BinaryIO) -> None:
        place = file.tell()
        file.seek(_PLACE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(place)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock(file: BinaryIO) -> bool:
    """Lock an open file until it is closed; return False when somebody else holds the lock.

    On a file system that knows no locks every caller gets one.
    """
    try:
        _lock(file)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
