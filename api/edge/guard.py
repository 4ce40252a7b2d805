"""The last line: whatever goes wrong below is answered as a problem, and logged without its words."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge.handlers import unexpected
from api.edge.problem import ApiError, malformed, not_found

_DOCS = ("/docs",)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Nothing of an answer is ever run, framed or fetched from; an API needs no more.
_NOTHING = "default-src 'none'; frame-ancestors 'none'"
#: The documentation page runs its own scripts, sets styles on elements, and has pictures in style sheets.
_OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Guard:
    """Answers what no handler answered.

    Starlette's own last line stands outside of all middleware, so its answer has no request id, and it
    raises again, so that the same mistake is logged twice.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal:
            await refusal.response()(scope, receive, send)
            return
        has_started = False

        async def watched(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            response = unexpected(error)
            # Half an answer stays one: the server sees that it did not end, and cuts the connection.
            if not has_started:
                await response(scope, receive, send)


def _refusal(scope: Scope) -> ApiError | None:
    """Refuse addresses with signs that no address of ours has, and that no database takes."""
    if not scope["path"].isprintable():
        return not_found("such address")
    if b"%00" in scope["query_string"]:
        return malformed("The query holds the character U+0000: take %00 out.")
    return None


class SecurityHeaders:
    """Tells browsers and caches to be careful; adds what a request left in ``scope["edge_headers"]``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        is_docs = path.startswith(_DOCS)
        extra: dict[str, str] = scope.setdefault("edge_headers", {})

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _add(headers, _ALWAYS)
                headers.setdefault("Content-Security-Policy", _OWN if is_docs else _NOTHING)
                if not is_docs:
                    headers.setdefault("Cache-Control", "no-store")
                _add(headers, extra)
            await send(message)

        await self._app(scope, receive, with_headers)


def _add(headers: MutableHeaders, wanted: Mapping[str, str]) -> None:
    for name, value in wanted.items():
        headers.setdefault(name, value)
