"""How errors appear in openapi.json: as problems, at every operation that can answer with one."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from api.edge.problem import MEDIA_TYPE, Problem, title_of

_REF = "#/components/schemas/"
_CONTENT = {MEDIA_TYPE: {"schema": {"$ref": _REF + "Problem"}}}
#: What can happen to any request, to any that needs a key, and to any with a body.
COMMON = (400, 500, 503)
WITH_KEY = (401, 429)
WITH_BODY = (408, 413, 415, 422)
_THEIRS = ("HTTPValidationError", "ValidationError")
_HEADERS: dict[int, dict[str, dict[str, Any]]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "How to send a key."}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
    503: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
}


def responses(*statuses: int, body: bool = False, key: bool = True) -> dict[int | str, dict[str, Any]]:
    """Return ``responses=`` for routes and routers: problems with these statuses and the common ones.

    Parameters
    ----------
    statuses : what else the operation answers with
    body : whether it takes a body
    key : whether it needs a key; anybody may ask the others, as often as he likes
    """
    wanted = sorted({*COMMON, *statuses, *(WITH_BODY if body else ()), *(WITH_KEY if key else ())})
    return {status: _described(status) for status in wanted}


def _described(status: int) -> dict[str, Any]:
    headers = {"headers": _HEADERS[status]} if status in _HEADERS else {}
    return {"description": title_of(status), "content": _CONTENT, **headers}


def install(app: FastAPI) -> None:
    """Name problems in the app's openapi.json, in place of FastAPI's own errors, which nobody gets."""
    original: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _revise(original())
        return original()

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def _revise(document: dict[str, Any]) -> None:
    for operations in document.get("paths", {}).values():
        for operation in operations.values():
            answers = operation.get("responses", {}) if isinstance(operation, dict) else {}
            for status, answer in answers.items():
                if _is_theirs(answer):
                    answers[status] = _described(int(status))
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _THEIRS:
        schemas.pop(name, None)
    own = Problem.model_json_schema(ref_template=_REF + "{model}")
    schemas.update(own.pop("$defs", {}))
    schemas["Problem"] = own


def _is_theirs(answer: dict[str, Any]) -> bool:
    content = answer.get("content", {}).get("application/json", {})
    return str(content.get("schema", {}).get("$ref", "")).endswith("HTTPValidationError")
