"""Every request has an id: in its answer, its problems and all its log lines."""

import re
import secrets
from contextvars import ContextVar
from itertools import count

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars, unbind_contextvars

HEADER = "X-Request-ID"
_SAFE = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


#: Random for each process; the rest counts, because asking for random bytes each time takes 0.1 ms on some
#: machines. An id is a name, not a secret.
_PROCESS = secrets.token_hex(8)
_numbers = count(1)


def _new_id() -> str:
    return f"{_PROCESS}{next(_numbers) % 2**32:08x}"


def current_request_id() -> str | None:
    """Return the id of the request that is being answered; None outside of one."""
    return _current.get()


class RequestIds:
    """Takes the caller's ``X-Request-ID`` when it is harmless, else makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get(HEADER, "")
        request_id = asked if _SAFE.fullmatch(asked) else _new_id()

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        token = _current.set(request_id)
        try:
            with bound_contextvars(request_id=request_id):
                await self._app(scope, receive, with_id)
        finally:
            _current.reset(token)
            unbind_contextvars("tenant")
