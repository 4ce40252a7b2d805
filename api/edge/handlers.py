"""Turns exceptions into problems."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy import exc as database
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.edge.logs import described
from api.edge.problem import (
    ApiError,
    Fault,
    counted,
    internal,
    invalid,
    malformed,
    not_found,
    problem_response,
    store_unavailable,
)
from api.edge.text import clean
from solver import Refusal, ScenarioError

log = structlog.stdlib.get_logger(__name__)

#: What a bare status is called, and what to do about it.
_STATUSES = {
    400: ("malformed", "The request cannot be read."),
    401: ("unauthorized", "An API key is needed."),
    403: ("forbidden", "This key is not for that."),
    404: ("not_found", "There is nothing at this address: openapi.json lists what there is."),
    405: ("method_not_allowed", "This address does not take this method: Allow lists those it does."),
    406: ("not_acceptable", "What the header Accept asks for is not to be had here."),
    413: ("too_large", "The body is too large."),
    415: ("unsupported_media_type", "Send application/json."),
}
#: Keys of a problem's code that name what nobody knows: the key is repeated, no value is.
_ABOUT_KEYS = ("unknown_key", "duplicate_key", "missing")


def install(app: FastAPI) -> None:
    """Have every exception of ``app`` answered with a problem."""
    for kind, handler in (
        (ApiError, _api_error),
        (ScenarioError, _scenario_error),
        (RequestValidationError, _request_validation_error),
        (HTTPException, _http_exception),
        (database.OperationalError, _store_error),
        (database.InterfaceError, _store_error),
        (database.TimeoutError, _store_error),
        (database.DBAPIError, _dbapi_error),
        (Exception, _unexpected),
    ):
        app.add_exception_handler(kind, handler)


async def _api_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return error.response()


async def _scenario_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ScenarioError)
    return scenario_problem(error).response()


async def _request_validation_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return validation_problem(error.errors()).response()


async def _http_exception(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code < 400:
        return Response(status_code=error.status_code, headers=error.headers)
    # Its detail may repeat what was sent; only our own errors know better.
    code, detail = _STATUSES.get(error.status_code, ("failed", "The request cannot be answered."))
    return problem_response(error.status_code, code, detail, headers=error.headers)


async def _store_error(_: Request, error: Exception) -> Response:
    log.error("store unavailable", raised=described(error))
    return store_unavailable().response()


async def _dbapi_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, database.DBAPIError)
    if error.connection_invalidated:
        return await _store_error(request, error)
    return await _unexpected(request, error)


async def _unexpected(_: Request, error: Exception) -> Response:
    return unexpected(error)


def unexpected(error: Exception) -> Response:
    """Log our own mistake, and answer without a word about it."""
    log.error("unexpected error", raised=described(error))
    return internal().response()


def scenario_problem(error: ScenarioError) -> ApiError:
    """Return everything that is wrong with a scenario, without the values in it."""
    faults = [
        Fault(
            pointer=problem.pointer,
            code=problem.code,
            message=_said(problem.message, problem.allowed, problem.value, problem.code),
            hint=_unless_repeated(problem.hint, problem.value, problem.code),
        )
        for problem in error.problems
    ]
    if isinstance(error, Refusal):
        detail = "This week is not planned here: somebody should be seen in person first."
        return invalid(faults, detail, "refused")
    return invalid(faults, f"The scenario cannot be used. {counted(len(faults))}", "invalid_scenario")


def _said(message: str, allowed: str | None, value: str | None, code: str) -> str:
    if value and code not in _ABOUT_KEYS:
        message = _replaced(message, value)
    return f"{message}; allowed: {allowed}" if allowed else message


def _unless_repeated(hint: str | None, value: str | None, code: str) -> str | None:
    bare = (value or "").strip("'\"")
    return None if hint and bare and code not in _ABOUT_KEYS and bare in hint else hint


def validation_problem(errors: Iterable[Mapping[str, Any]]) -> ApiError:
    """Return pydantic's findings about a request, without its values."""
    found = list(errors)
    if any(error["type"] == "json_invalid" for error in found):
        return malformed("The body is not JSON (RFC 8259).")
    if found and all(error["loc"][:1] == ("path",) for error in found):
        # An id that cannot exist is treated like one that does not.
        return not_found()
    return invalid(list(_faults(found)))


def _faults(errors: list[Mapping[str, Any]]) -> Iterator[Fault]:
    for error in errors:
        source, *path = error["loc"] or ("body",)
        if source == "body":
            yield Fault(pointer=_pointer(path), code=_code(error), message=_message(error))
        else:
            name = f"{_SOURCES.get(source, source)} '{clean(path[0] if path else '', 60)}': "
            yield Fault(code=_code(error), message=name + _message(error))


_SOURCES = {"query": "query parameter", "header": "header", "cookie": "cookie", "path": "path parameter"}
_CODES = {"missing": "missing", "extra_forbidden": "unknown_key"}


def _code(error: Mapping[str, Any]) -> str:
    return _CODES.get(error["type"], "not_allowed")


def _pointer(path: list[Any]) -> str:
    return "".join("/" + clean(part, 60).replace("~", "~0").replace("/", "~1") for part in path)


def _message(error: Mapping[str, Any]) -> str:
    return _without(error.get("input"), _worded(error), error["type"])


def _without(value: Any, message: str, kind: str) -> str:
    """Return a message that does not repeat ``value``, whoever wrote it."""
    if isinstance(value, str) and len(value) > _LONG:
        return "this value is not allowed" if value[:_LONG] in message else message
    # A number in one of pydantic's own messages is the limit, even when it equals what was sent.
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and kind in _OWN_WORDS
    return _replaced(message, str(value)) if is_number or (isinstance(value, str) and value) else message


def _replaced(message: str, value: str) -> str:
    """Return a message with ``value``, where it stands for itself, called by no name."""
    return re.sub(rf"(?<![\w.])['\"]?{re.escape(value[:_LONGEST])}['\"]?(?!\w)", "this value", message)


_LONG = 40
_LONGEST = 1000
#: Kinds of pydantic's findings whose words are a validator's own.
_OWN_WORDS = ("value_error", "assertion_error")


def _worded(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "this key is not known here: take it out, or look at its spelling"
    if kind == "union_tag_invalid":
        return f"this kind is not known; allowed: {context.get('expected_tags')}"
    if kind in _OWN_WORDS:
        return str(context.get("error", "this value is not allowed"))
    return str(error["msg"])
