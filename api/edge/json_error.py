"""What is wrong with a JSON text, in words for its sender; never with a value of it."""

import json
from typing import NoReturn


class JsonError(ValueError):
    """A text is not the JSON that is read here.

    Attributes
    ----------
    message : what is wrong and what is allowed, without any value of the document
    code : ``syntax``, ``too_large``, ``duplicate_key`` or ``not_allowed``
    line, column : the place, from 1; None when it is the whole document
    pointer : JSON pointer to the value, where it is known
    hint : what to try
    """

    def __init__(
        self,
        message: str,
        code: str = "syntax",
        place: tuple[int, int] | None = None,
        pointer: str = "",
        hint: str | None = None,
    ) -> None:
        where = f"line {place[0]}, column {place[1]}: " if place else ""
        super().__init__(where + message)
        self.message = where + message
        self.code = code
        self.line = place[0] if place else None
        self.column = place[1] if place else None
        self.pointer = pointer
        self.hint = hint


def not_utf8(body: bytes, at: int) -> NoReturn:
    """Say what is wrong with bytes that are not UTF-8 from the position ``at`` on.

    Raises
    ------
    JsonError
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body[:4]:
        raise JsonError("the document is not UTF-8: it looks like UTF-16 or UTF-32", hint="send UTF-8")
    start = body.rfind(b"\n", 0, at) + 1
    column = len(body[start:at].decode("utf-8", "replace").removeprefix("\ufeff")) + 1
    place = (body.count(b"\n", 0, at) + 1, column)
    raise JsonError("these bytes are not UTF-8", place=place, hint="save or send the document as UTF-8")


_COMMA = "a comma before a closing bracket, or one too few, is the usual reason"
#: The standard library's words, ours, and what to try.
_SYNTAX = (
    ("Expecting value", "a value is expected", "texts need double quotes; take out a last comma"),
    ("Expecting property name", "a key in double quotes is expected", _COMMA),
    ("Illegal trailing comma", "a comma stands before a closing bracket", "take out the comma"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is expected", _COMMA),
    ("Expecting ':' delimiter", "a ':' is expected after the key", None),
    ("Extra data", "something follows the end of the document", "send one document"),
    ("Unterminated string", "a text begins here and does not end", "close it with a double quote"),
    ("Invalid control character", "a text holds a line break, tab or control sign", r"write \n or \t"),
    ("Invalid \\", "a backslash is not followed by an escape that JSON knows", r"write \\ for a backslash"),
)


def not_json(error: json.JSONDecodeError, text: str) -> NoReturn:
    """Say in our words why the standard library cannot decode a text.

    Raises
    ------
    JsonError
    """
    if not text.strip(" \t\r\n"):
        raise JsonError("the document is empty", hint="send a JSON document")
    for theirs, ours, hint in _SYNTAX:
        if error.msg.startswith(theirs):
            raise JsonError(ours, place=(error.lineno, error.colno), hint=hint)
    raise JsonError("this is not JSON", place=(error.lineno, error.colno))
