"""What clients prefer about waiting (RFC 7240): ``Prefer: wait=5``, ``Prefer: respond-async``."""

import re
from typing import Annotated, NamedTuple

from fastapi import Depends, Header, Request

#: Seconds a client may ask us to hold the line.
LONGEST_WAIT = 60
_WAIT = re.compile(r"(?:^|,)\s*wait\s*=\s*\"?(\d{1,9})\"?\s*(?=[,;]|$)", re.IGNORECASE)
_ASYNC = re.compile(r"(?:^|,)\s*respond-async\s*(?=[,;]|$)", re.IGNORECASE)
#: What is read of a header: nobody prefers so much.
_READ = 1000


class Preference(NamedTuple):
    """How long a client wants to wait.

    Attributes
    ----------
    seconds : None when it says nothing
    applied : what of its wishes is honoured, for ``Preference-Applied``; empty when there was none
    """

    seconds: float | None = None
    applied: str = ""


def read_preference(text: str) -> Preference:
    """Return what a header says; what it says wrongly or of other things is passed over, as the RFC wants.

    The first of two equal preferences counts.
    """
    wait, is_async = _WAIT.search(text[:_READ]), _ASYNC.search(text[:_READ])
    applied = ["respond-async"] if is_async else []
    seconds = 0.0 if is_async else None
    if wait is not None:
        whole = min(int(wait[1]), LONGEST_WAIT)
        seconds = float(whole)
        applied.append(f"wait={whole}")
    return Preference(seconds, ", ".join(applied))


async def preference_of(
    request: Request,
    prefer: Annotated[
        str | None,
        Header(
            description="`wait=5` holds the line for up to 5 seconds (60 at most); `respond-async` does not"
            " wait. `Preference-Applied` says what was honoured (RFC 7240).",
            examples=["wait=5"],
        ),
    ] = None,
) -> Preference:
    """Return what the client prefers; the header may come several times."""
    return read_preference(",".join(request.headers.getlist("prefer")))


Prefer = Annotated[Preference, Depends(preference_of)]
