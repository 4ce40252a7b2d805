"""Bodies are counted while they come in: too large ones are refused unread, too slow ones given up."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge.problem import ApiError, malformed, too_large

MIB = 2**20
#: How long, and how much, a refused body is still taken from its sender.
_LINGER_SECONDS = 1.0
_LINGER_BYTES = 8 * MIB


@dataclass(frozen=True)
class BodyLimit:
    """How large and how slow a body may be.

    Attributes
    ----------
    bytes : largest body
    seconds : longest time until the whole body is there
    idle_seconds : longest time between two pieces
    """

    bytes: int = MIB
    seconds: float = 30
    idle_seconds: float = 10


class BodyLimits:
    """Holds bodies to their limit; of one that is too large nothing beyond the limit is held.

    Parameters
    ----------
    app : what is limited
    usual : the limit
    by_prefix : limits of paths that start with a prefix; the longest prefix counts
    """

    def __init__(
        self, app: ASGIApp, usual: BodyLimit | None = None, by_prefix: Mapping[str, BodyLimit] | None = None
    ) -> None:
        self._app = app
        self._usual = usual or BodyLimit()
        longest_first = sorted((by_prefix or {}).items(), key=lambda item: len(item[0]), reverse=True)
        self._by_prefix = tuple(longest_first)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        counted = _Counted(receive, limit)

        async def lingering(message: Message) -> None:
            is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
            if is_last and counted.is_refused:
                # Who is still sending would meet a closed connection before he reads why.
                await send({**message, "more_body": True})
                await counted.drain()
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        refusal = _refusal(Headers(scope=scope).get("content-length"), limit)
        if refusal:
            counted.is_refused = True
            await refusal.response()(scope, receive, lingering)
        else:
            await self._app(scope, counted, lingering)

    def _limit(self, path: str) -> BodyLimit:
        return next((limit for prefix, limit in self._by_prefix if path.startswith(prefix)), self._usual)


def _refusal(content_length: str | None, limit: BodyLimit) -> ApiError | None:
    if content_length is None:
        return None
    # int() would also take "+5", "1_0" and digits of other scripts.
    if not (content_length.isascii() and content_length.isdigit() and len(content_length) <= 18):
        return malformed("Content-Length is not a number of bytes.")
    return too_large(limit.bytes) if int(content_length) > limit.bytes else None


class _Counted:
    """Receives a body piece by piece, as long as it keeps to its limit."""

    def __init__(self, receive: Receive, limit: BodyLimit) -> None:
        self._receive = receive
        self._limit = limit
        self._bytes = 0
        self._deadline: float | None = None
        self._is_whole = False
        self.is_refused = False

    async def drain(self) -> None:
        """Throw away what still comes, for a moment: a body a little too large comes to its end."""
        thrown = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(_LINGER_SECONDS):
                while thrown < _LINGER_BYTES and not self._is_whole:
                    message = await self._receive()
                    thrown += len(message.get("body", b""))
                    self._is_whole = not message.get("more_body", False)

    async def __call__(self) -> Message:
        """Return the next message.

        Raises
        ------
        ApiError
            413 or 408
        """
        if self._is_whole:
            # What comes now is the end of the connection: an open stream waits for it as long as it lives.
            return await self._receive()
        now = asyncio.get_running_loop().time()
        if self._deadline is None:
            self._deadline = now + self._limit.seconds
        try:
            async with asyncio.timeout_at(min(self._deadline, now + self._limit.idle_seconds)):
                message = await self._receive()
        except TimeoutError:
            self.is_refused = True
            raise _too_slow() from None
        if message["type"] == "http.request":
            self._bytes += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._bytes > self._limit.bytes:
                self.is_refused = True
                raise too_large(self._limit.bytes)
        return message


def _too_slow() -> ApiError:
    detail = "The body did not arrive in time: send it without a pause, or in parts."
    return ApiError(408, "body_timeout", detail, headers={"Connection": "close"})
