"""Strict JSON: what is refused, where it says so, and that it stays quick."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.edge.json_bounds import LARGE, Bounds
from api.edge.json_error import JsonError
from api.edge.strict_json import MAX_INTEGER, decode

MIB = 1 << 20
#: name -> what strangers send; each is refused.
HOSTILE: dict[str, bytes] = {
    "NaN": b'{"week": NaN}',
    "Infinity": b'{"week": Infinity}',
    "minus Infinity": b"[-Infinity]",
    "1e999": b'{"week": 1e999}',
    "2^63": b'{"week": 9223372036854775808}',
    "2^53": b"[9007199254740992]",
    "a number of a million digits": b"[" + b"9" * 1_000_000 + b"]",
    "a fraction of a million digits": b"[0." + b"9" * 1_000_000 + b"]",
    "lone high surrogate": rb'{"name": "\ud800"}',
    "lone low surrogate": rb'{"name": "x\udc00"}',
    "surrogates the wrong way round": rb'{"name": "\udc00\ud800"}',
    "lone surrogate in a key": rb'{"\ud800": 1}',
    "lone surrogate after a pair": rb'["\ud83d\ude00\uD800"]',
    "lone surrogate after a backslash": rb'["\\\ud800"]',
    "raw surrogate": b'["\xed\xa0\x80"]',
    "NUL": rb'{"name": "\u0000"}',
    "truncated UTF-8": b'{"name": "\xc3',
    "overlong UTF-8": b'{"name": "\xc0\xaf"}',
    "UTF-16": '{"week": {}}'.encode("utf-16"),
    "UTF-16 without a mark": '{"week": {}}'.encode("utf-16-le"),
    "300 deep": b'{"a":' * 300 + b"1" + b"}" * 300,
    "65 deep": b"[" * 65 + b"]" * 65,
    "5 MB of brackets": b"[" * (5 * MIB),
    "5 MB of mappings": b'{"a":' * MIB,
    "5 MB of empty lists": b"[" + b"[]," * (5 * MIB // 3) + b"[]]",
    "5 MB of quotes": b'"' * (5 * MIB),
    "5 MB of escaped quotes": b'"' + b'\\"' * (5 * MIB // 2),
    "5 MB of backslashes": b"\\" * (5 * MIB),
    "a text of 5 MB": b'["' + b"x" * (5 * MIB) + b'"]',
    "duplicate keys": b'{"week": {}, "week": {}}',
    "duplicate keys in disguise": rb'{"a": 1, "\u0061": 2}',
    "deep duplicate keys": b'[{"a": 1}, {"a": [{"b": 1, "b": 2}]}]',
    "empty": b"",
    "blank": b" \n",
    "two documents": b"{} {}",
    "last comma": b'{"a": 1,}',
    "single quotes": b"{'a': 1}",
    "comment": b'{"a": 1 // one\n}',
    "line break in a text": b'{"a": "x\ny"}',
    "unknown escape": rb'{"a": "\x41"}',
    "leading zero": b"[01]",
    "plus": b"[+1]",
    "unended": b'{"a": "x',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_json_is_refused_with_a_short_message(body: bytes) -> None:
    """Every line of the table is refused, in few words, and none takes the process with it."""
    with pytest.raises(JsonError) as refused:
        decode(body)
    assert 0 < len(refused.value.message) < 250
    assert refused.value.message.isprintable()


def test_the_standard_library_takes_much_of_it() -> None:
    """The negative control: without our checks at least these pass, or crash otherwise."""
    taken = []
    for name, body in HOSTILE.items():
        if len(body) > 2 * MIB:
            continue
        try:
            json.loads(body)
        except (ValueError, RecursionError):
            continue
        taken.append(name)
    assert {"NaN", "1e999", "2^63", "lone high surrogate", "duplicate keys", "UTF-16", "300 deep"} <= set(
        taken
    )


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_refusing_is_quick(body: bytes) -> None:
    """No line costs much CPU: health checks wait behind it. The bound has a margin for slow machines."""
    began = time.thread_time()
    with pytest.raises(JsonError):
        decode(body)
    assert time.thread_time() - began < 0.1 * 3


@pytest.mark.parametrize(
    ("body", "line", "column", "pointer"),
    [
        (b'{"a": [1,\n  {"k": 1e999}]}', 2, 9, "/a/1/k"),
        (b'{"x/y~": [0, 9223372036854775808]}', 1, 14, "/x~1y~0/1"),
        (b'{"a": 1,\n "b": {"a": 2},\n "a": 3}', 3, 2, "/a"),
        (b'{"a": "\xe9"}', 1, 8, ""),
        (b'{"\xc3\xa9": NaN}', 1, 7, "/é"),
        (b'{"a": "NaN", "b": NaN}', 1, 19, "/b"),
        (b'{"a": "\\"", "b": "\\\\", "c": NaN}', 1, 29, "/c"),
        (b"\xef\xbb\xbf[NaN]", 1, 2, "/0"),
    ],
)
def test_errors_say_where(body: bytes, line: int, column: int, pointer: str) -> None:
    """Line and column count from 1, in characters; the pointer leads to the value."""
    with pytest.raises(JsonError) as refused:
        decode(body)
    assert (refused.value.line, refused.value.column, refused.value.pointer) == (line, column, pointer)


def test_no_value_is_repeated() -> None:
    """Messages hold keys, never values."""
    for body in (b'{"a": 123456789012345678901}', b'{"a": "secret', b'{"a": secret}', b'{"a": "secret\n"}'):
        with pytest.raises(JsonError) as refused:
            decode(body)
        assert "secret" not in refused.value.message
        assert "123456" not in refused.value.message


def test_bounds_are_exact() -> None:
    """What stands at a boundary passes, one more does not."""
    assert decode(b"[" * 64 + b"]" * 64)
    assert decode(f"[{MAX_INTEGER}, {-MAX_INTEGER}]".encode()) == [MAX_INTEGER, -MAX_INTEGER]
    assert len(decode(b"[1,2,3]", bounds=Bounds(values=4))) == 3
    with pytest.raises(JsonError):
        decode(b"[1,2,3,4]", bounds=Bounds(values=4))
    assert decode(b'["abcde"]', bounds=Bounds(text=5)) == ["abcde"]
    with pytest.raises(JsonError):
        decode(b'["abcdef"]', bounds=Bounds(text=5))
    with pytest.raises(JsonError):
        decode(b"[[1]]", max_depth=1)


def test_brackets_in_texts_do_not_count() -> None:
    """Depth, size and places are about structure, not about what a text holds."""
    note = "[" * 500 + '"' + "{" * 500 + "\\" * 7 + ',"' * 100
    for padding in range(20):
        body = json.dumps({"pad": "x" * (9_990 + padding), "note": note}).encode()
        assert decode(body, bounds=Bounds(values=50))["note"] == note


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-MAX_INTEGER, MAX_INTEGER)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner
            )
        ),
        max_leaves=20,
    ),
    st.booleans(),
)
def test_what_is_json_is_read_as_everybody_reads_it(value: Any, ascii_only: bool) -> None:
    """Well-formed documents come out as they went in, however they are escaped."""
    assert decode(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.text('[]{}:,"\\ud8a0\n 1e-.NaN', max_size=40))
def test_nonsense_is_read_as_by_the_standard_library_or_refused(text: str) -> None:
    """Whatever is sent: the same value as `json.loads`, or a `JsonError`, nothing else."""
    try:
        value = decode(text.encode())
    except JsonError:
        return
    assert value == json.loads(text)


def test_thousands_of_scenarios_fit_into_a_large_document() -> None:
    """A batch has bounds of its own."""
    body = b"[" + b",".join([b'{"a": [1, 2, 3]}'] * 40_000) + b"]"
    with pytest.raises(JsonError):
        decode(body)
    assert len(decode(body, bounds=LARGE)) == 40_000


def test_a_large_document_does_not_hold_everybody_up() -> None:
    """What the standard library would decode without a pause is bounded in a large document too."""
    with pytest.raises(JsonError, match="without a mapping"):
        decode(HOSTILE["5 MB of empty lists"], bounds=LARGE)
    lists = b"[" + b",".join([b'{"a": ' + b"[" + b"0," * 20_000 + b"0]}"] * 20) + b"]"
    assert len(decode(lists, bounds=LARGE)) == 20
