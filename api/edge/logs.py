"""Logs: one line of JSON each, on stderr, with the request's id; never a body, a name or a key.

Everything goes through one pipeline, also what uvicorn, DBOS and other libraries say. Exceptions are
logged by their kinds and the places they passed, without their words and without local variables: the
words of a validation error or a failed query hold what was sent.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

#: Loggers of libraries that bring handlers of their own.
_LIBRARIES = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "dbos", "alembic", "sqlalchemy")
_LONGEST_TEXT = 2000
_MOST_FRAMES = 30
_HIDDEN = "[hidden]"
_SECRET = re.compile(
    r"ssk_[A-Za-z0-9_-]+"
    r"|(?i:\b(?:bearer|basic)\s+)[A-Za-z0-9._~+/=-]+"
    r"|(?i:\b(?:authorization|x-api-key)\b)[\"']?\s*[:=]\s*\S+(?:\s+[A-Za-z0-9._~+/=-]{8,})?"
    r"|(?<=://)[^/\s@]+(?=@)"
)
_SECRET_NAMES = frozenset(
    {"authorization", "x-api-key", "api_key", "password", "cookie", "database_url", "secret"}
)


def configure(level: str = "info", stream: TextIO | None = None, exception_words: bool = False) -> None:
    """Have everything logged as lines of JSON. Call it once, before the server starts.

    Parameters
    ----------
    level : the least important level that is logged
    stream : where to; stderr by default
    exception_words : log what exceptions say, too; for developing only, because that may be anything
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _words_of_exceptions if exception_words else _places_of_exceptions,
        redact,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _json_line],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # A record that cannot be formatted would be printed raw, with all its arguments.
    logging.raiseExceptions = exception_words
    adopt()


def adopt(*more: str) -> None:
    """Take the handlers of libraries' loggers away, so that their lines pass through ours.

    Call this again after a library has put its own back.
    """
    for name in (*_LIBRARIES, *more):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    # DBOS brings a handler when it starts, unless one is there.
    logging.getLogger("dbos").addHandler(logging.NullHandler())
    # Our access log has what is needed, without the query and the caller's address.
    logging.getLogger("uvicorn.access").disabled = True


def redact(_: Any, __: str, event: EventDict) -> EventDict:
    """Hide keys and passwords wherever they stand: a second line of defence, the first is not to log them."""
    return {name: _HIDDEN if name.lower() in _SECRET_NAMES else _safe(value) for name, value in event.items()}


def _safe(value: Any, depth: int = 4) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Mapping) and depth:
        return {
            str(name)[:100]: _HIDDEN if str(name).lower() in _SECRET_NAMES else _safe(one, depth - 1)
            for name, one in list(value.items())[:50]
        }
    if isinstance(value, (list, tuple)) and depth:
        return [_safe(one, depth - 1) for one in value[:50]]
    if isinstance(value, logging.LogRecord):
        return value
    # Half a surrogate pair cannot be encoded by whatever comes after us.
    text = str(value)[:_LONGEST_TEXT].encode("utf-8", "replace").decode()
    return _SECRET.sub(_HIDDEN, text)


def _json_line(_: Any, __: str, event: MutableMapping[str, Any]) -> str:
    # ASCII: line breaks, control and bidirectional signs and lone surrogates are all escaped.
    return str(structlog.processors.JSONRenderer(ensure_ascii=True, default=str)(None, "", event))


def _places_of_exceptions(_: Any, __: str, event: EventDict) -> EventDict:
    return _with_exception(event, has_words=False)


def _words_of_exceptions(_: Any, __: str, event: EventDict) -> EventDict:
    return _with_exception(event, has_words=True)


def _with_exception(event: EventDict, has_words: bool) -> EventDict:
    error = _exception_in(event.pop("exc_info", None))
    event.pop("stack_info", None)
    if error is not None:
        event["raised"] = described(error, has_words)
    return event


def described(error: BaseException, has_words: bool = False) -> list[dict[str, Any]]:
    """Return an exception, and what caused it, by kinds and places."""
    return [_described(one, has_words) for one in _chain(error)]


def _exception_in(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        found: BaseException | None = info[1]
        return found
    return sys.exc_info()[1] if info else None


def _chain(error: BaseException) -> list[BaseException]:
    """Return an exception and what caused it."""
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and all(one is not other for other in found) and len(found) < 5:
        found.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found


def _described(error: BaseException, has_words: bool) -> dict[str, Any]:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    said = {"words": str(error)} if has_words else {}
    return {"kind": name, **said, "at": _places(error.__traceback__)}


def _places(where: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(where)
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-_MOST_FRAMES:]]


def _short(filename: str) -> str:
    """Return a path from its package on: where it is installed is nobody's business."""
    parts = filename.replace("\\", "/").split("/")
    for top in _TOPS:
        if top in parts:
            # Counted from the end: a folder further up may have the same name.
            at = len(parts) - 1 - parts[::-1].index(top)
            return "/".join(parts[at if top in _OURS else at + 1 :])
    return parts[-1]


_OURS = ("api", "solver")
_TOPS = ("site-packages", *_OURS, "lib")
