"""What an error says: RFC 9457 problem details, in at most 8 KB, without anybody's data.

An answer names the place, the rule that was broken, what is allowed and what to try. It never repeats
a value that was sent, because it may be about somebody's health; a key that nobody knows is repeated,
cut short and cleaned.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.edge.request_ids import current_request_id
from api.edge.text import clean

MEDIA_TYPE = "application/problem+json"
#: Larger than any answer: clients and proxies can rely on it.
MAX_BYTES = 8000
_LONGEST_DETAIL = 600
_LONGEST_TEXT = 400
_LONGEST_POINTER = 200


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pointer: str = Field(
        default="", description="JSON pointer (RFC 6901) into the body; empty for the request as a whole."
    )
    code: str = Field(description="What kind of fault it is, for programs.", examples=["not_allowed"])
    message: str = Field(description="What is wrong and what is allowed, for people.")
    hint: str | None = Field(default=None, description="What to try.")


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str = Field(default="about:blank", description="Always about:blank: `code` says what happened.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.", ge=400, le=599)
    detail: str | None = Field(default=None, description="What happened, for people.")
    code: str = Field(description="What happened, for programs.", examples=["not_found"])
    errors: tuple[Fault, ...] = Field(default=(), description="Everything that is wrong, at once.")
    request_id: str | None = Field(default=None, description="Quote it when you ask about this answer.")


class ApiError(HTTPException):
    """A request that is answered with a problem.

    It is an `HTTPException`, because FastAPI lets nothing else through while it reads a body.

    Parameters
    ----------
    status : the HTTP status
    code : what happened, for programs, in snake_case
    detail : what happened and what to do about it, for people
    errors : single faults with their places
    headers : of the answer, such as Retry-After
    """

    code: str
    errors: tuple[Fault, ...]

    def __init__(
        self,
        status: int,
        code: str,
        detail: str | None = None,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.code = code
        self.errors = tuple(errors)

    def response(self) -> Response:
        """Return the answer."""
        return problem_response(self.status_code, self.code, self.detail, self.errors, self.headers)


def problem_response(
    status: int,
    code: str,
    detail: str | None = None,
    errors: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as a response of fewer than 8 KB; what does not fit is counted."""
    faults = [_tidy(fault) for fault in _first(errors, 200)]
    total = len(errors) if isinstance(errors, (tuple, list)) else len(faults)
    problem = {
        "type": "about:blank",
        "title": title_of(status),
        "status": status,
        "detail": clean(detail, _LONGEST_DETAIL) if detail else None,
        "code": clean(code, 60),
        "request_id": current_request_id(),
    }
    body = _encode(problem, faults, total)
    while len(body) > MAX_BYTES and faults:
        # Cut in proportion, so that this is done a few times at most.
        keep = len(faults) * (MAX_BYTES - 800) // len(body)
        faults = faults[: min(keep, len(faults) - 1)]
        body = _encode(problem, faults, total)
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def title_of(status: int) -> str:
    """Return the status in words."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _first(errors: Iterable[Fault], number: int) -> list[Fault]:
    return [fault for fault, _ in zip(errors, range(number), strict=False)]


def _tidy(fault: Fault) -> Fault:
    return Fault(
        pointer=clean(fault.pointer, _LONGEST_POINTER),
        code=clean(fault.code, 60),
        message=clean(fault.message, _LONGEST_TEXT),
        hint=clean(fault.hint, _LONGEST_TEXT) if fault.hint else None,
    )


def _encode(problem: Mapping[str, Any], faults: list[Fault], total: int) -> bytes:
    said = problem["detail"]
    missing = total - len(faults)
    if missing > 0:
        said = f"{said + ' ' if said else ''}{missing} more {'is' if missing == 1 else 'are'} not shown."
    whole = Problem(**{**problem, "detail": said}, errors=tuple(faults))
    return whole.model_dump_json(exclude_none=True).encode()


def not_found(what: str = "this") -> ApiError:
    """Return the answer about something that is not there, or is somebody else's: both look the same."""
    return ApiError(404, "not_found", f"There is no {what} here: look at its id, and at whose key you use.")


def conflict(detail: str, code: str = "conflict") -> ApiError:
    """Return the answer to a request that does not fit the state of things."""
    return ApiError(409, code, detail)


def gone(detail: str) -> ApiError:
    """Return the answer about something that was here and will not come back."""
    return ApiError(410, "gone", detail)


def malformed(detail: str, errors: Iterable[Fault] = (), code: str = "malformed") -> ApiError:
    """Return the answer to a request that cannot be read."""
    return ApiError(400, code, detail, errors)


def invalid(errors: Iterable[Fault], detail: str = "", code: str = "invalid") -> ApiError:
    """Return the answer to a request that can be read but not used, with every fault."""
    found = tuple(errors)
    return ApiError(422, code, detail or counted(len(found)), found)


def counted(faults: int) -> str:
    """Return how many things are wrong."""
    return f"{faults} thing{'s' if faults != 1 else ''} to put right: `errors` has the places."


def unauthorized(detail: str, code: str = "unauthorized") -> ApiError:
    """Return the answer to a request without a valid key."""
    return ApiError(401, code, detail, headers={"WWW-Authenticate": 'Bearer realm="strongstride"'})


def too_large(limit_bytes: int) -> ApiError:
    """Return the answer to a body beyond its limit; the connection ends with it."""
    detail = f"The body is larger than {sized(limit_bytes)}, the limit here: send less, or in parts."
    return ApiError(413, "too_large", detail, headers={"Connection": "close"})


def sized(number: int) -> str:
    """Return a number of bytes as people read it."""
    for unit, size in (("MiB", 2**20), ("KiB", 2**10)):
        if number >= size:
            return f"{number / size:.4g} {unit}"
    return f"{number} bytes"


def too_many(retry_after: float, detail: str = "Too many requests with this key: wait a little.") -> ApiError:
    """Return the answer to a tenant beyond his share."""
    return ApiError(429, "too_many_requests", detail, headers=_retry_after(retry_after))


def too_busy(retry_after: float, detail: str = "The service is full: try again a little later.") -> ApiError:
    """Return the answer when there is no room for anybody's work."""
    return ApiError(503, "too_busy", detail, headers=_retry_after(retry_after))


def store_unavailable(retry_after: float = 5) -> ApiError:
    """Return the answer while the database is away or full."""
    detail = "The store cannot be used at the moment: nothing of this request was kept. Try again."
    return ApiError(503, "store_unavailable", detail, headers=_retry_after(retry_after))


def internal() -> ApiError:
    """Return the answer to our own mistakes, which tells nothing about us."""
    return ApiError(500, "internal", "Something went wrong on our side: quote the request id when you ask.")


def _retry_after(seconds: float) -> dict[str, str]:
    return {"Retry-After": str(max(1, -int(-seconds // 1)))}
