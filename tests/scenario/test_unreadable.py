"""Documents that cannot be read at all, or try to cost time: a clear error, soon."""

import os
import time
from pathlib import Path

import pytest

from tests.scenario.helpers import problem_in, problems_in, problems_of_file

#: Seconds of processor time; generous, because the machine that tests is not always idle.
SOON = 30.0


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "the document is empty"),
        ("# nothing\n", 1, 1, "the document is empty"),
        ("null", 1, 1, "the document is empty"),
        ("- mon\n- tue\n", 1, 1, "the document is a list"),
        ("just text", 1, 1, "the document is a single value"),
        ("week:\n\tmon: {}\n", 2, 1, "a tab stands where YAML wants spaces"),
        ("week: {mon: {}\n", 2, 1, "a bracket or brace is not closed"),
        ("equipment: [a, b\nname: x\n", 2, 5, "a bracket or brace is not closed"),
        ("name: 'x\n", 2, 1, "a quote is not closed"),
        ("name: a: b\n", 1, 8, "a ':' stands where no key can be"),
        ("name: x\nweek\n", 3, 1, "a key without ':'"),
        ("name: x\n- week\n", 2, 1, "a list starts where it does not belong"),
        ("name: x\n---\nname: y\n", 2, 1, "a second document starts here"),
        ("name: @x", 1, 7, "a character that cannot start a value"),
        ("? [a]\n: 1\n", 1, 3, "stands where a key is expected"),
        ("*x : 1\n", 1, 1, "an alias stands where a key is expected"),
        ("name: a\x00b\n", 1, 8, "the character '\\x00' cannot be part of a text file"),
        ('name: "\\UFFFFFFFF"', 1, 1, "this is not YAML"),
        ("{}}", 1, 3, "something follows the end of the document"),
    ],
)
def test_broken_yaml_is_said_in_plain_words(text: str, line: int, column: int, said: str) -> None:
    """Every way of writing no YAML ends in one problem at its place."""
    problem = problem_in(text, file="week.yaml")
    assert said in problem.message
    assert (problem.file, problem.line, problem.column) == ("week.yaml", line, column)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "the document is empty"),
        ("[]", 1, 1, "the document is a list"),
        ('{"week": {}', 1, 12, "found the end"),
        ('{"week": {},}', 1, 13, "take out the comma before it"),
        ('{"equipment": [1,]}', 1, 18, "take out the comma before it"),
        ("{'week': 1}", 1, 2, "double quotes"),
        ('{"week": 1} x', 1, 13, "something follows the end"),
        ("{\n  // a comment\n}", 2, 3, "JSON has no comments"),
        ('{"name": 01}', 1, 10, "a value is expected"),
        ('{"name": True}', 1, 10, "a value is expected"),
        ('{"name": "a\tb"}', 1, 10, "holds a tab"),
        ('{"name": "\\x"}', 1, 10, "a text is written wrongly"),
        ('{"name" 1}', 1, 9, "a ':' is expected"),
        ('{"name": NaN}', 1, 10, "infinite, undefined"),
        ('{"name": -Infinity}', 1, 10, "infinite, undefined"),
        ('{"strength_minutes": 1e400}', 1, 22, "far too large"),
        ('{"name": "\\ud800"}', 1, 10, "half a character"),
        ('{"\\ud800": 1}', 1, 2, "half a character"),
        ("week: {}", 1, 1, "a value is expected"),
    ],
)
def test_json_is_read_strictly(text: str, line: int, column: int, said: str) -> None:
    """What RFC 8259 does not allow is refused, also where YAML would take it."""
    problem = problem_in(text, format="json")
    assert said in str(problem)
    assert (problem.line, problem.column) == (line, column)


def test_a_key_written_twice_names_both_lines() -> None:
    """Neither wins silently, in YAML or JSON."""
    problem = problem_in("name: a\nformat: full_body\nname: b\n")
    assert problem.message == "the key 'name' is written twice: here and in line 1"
    assert (problem.line, problem.column, problem.code) == (3, 1, "duplicate_key")
    problem = problem_in('{"week": {"mon": {},\n "mon": {}}}', format="json")
    assert (problem.pointer, problem.line, problem.column) == ("/week/mon", 2, 2)


def test_what_stands_under_a_second_key_is_not_judged() -> None:
    """One mistake, one problem."""
    assert len(problems_in("week: {}\nweek: {mon: {run: {kind: x}}, foo: *y}\n")) == 1


def test_aliases_merges_and_tags_are_refused_where_they_stand() -> None:
    """A few lines of aliases can stand for millions of values; tags can stand for anything."""
    text = """\
name: !!python/object/apply:os.system [ls]
athlete: &me {level: beginner}
equipment: !!set {a, b}
week:
  mon: &day {run: {kind: easy}}
  tue: *day
  wed:
    <<: *day
strength_minutes: !!int "5"
"""
    found = problems_in(text)
    assert [(one.pointer, one.line) for one in found] == [
        ("/name", 1),
        ("/equipment", 3),
        ("/week/tue", 6),
        ("/week/wed", 8),
        ("/strength_minutes", 9),
    ]
    assert "tag 'tag:yaml.org,2002:python/object/apply:os.system'" in found[0].message


def test_an_anchor_alone_does_no_harm() -> None:
    """Only its use is refused."""
    assert [one.pointer for one in problems_in("name: &a x\nformat: *a")] == ["/format"]


BOMB = "a: &a [x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "[" * 200_000,
        "{" * 200_000,
        "[[]," * 50_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: " * 100_000,
        "! " * 100_000,
        "&a " * 100_000,
        ": " * 100_000,
        "[" * 39 + "a," * 200_000,
        "x" * 2_000_000,
        "\n" * 1_000_000,
        "a\n" * 500_000,
        "-\n" * 300_000,
        "a: 1\n" * 15_000,
        "'" * 1_000_000,
        "#" * 1_000_000,
        "\u2028" * 300_000,
        "name: " + "9" * 100_000,
        "name: 0x" + "f" * 100_000,
        "athlete: {avoid: [" + "squat_zz," * 19_000 + "]}",
        "athlete: {red_flags: [" + "flag," * 19_000 + "]}",
        "pins: {" + ",".join(f"k{i}: {{a: 1}}" for i in range(6000)) + "}",
        "rules: {" + ",".join(f"k{i}: {{}}" for i in range(9000)) + "}",
        "exercises: [" + "{id: a}," * 6000 + "]",
    ],
    ids=lambda text: ascii(text[:24]),
)
def test_hostile_yaml_ends_soon(text: str) -> None:
    """Brackets, bombs and floods cost little time and no traceback."""
    start = time.process_time()
    assert len(problems_in(text)) <= 102
    assert time.process_time() - start < SOON


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500_000,
        '{"a":' * 200_000,
        '"' + "\\n" * 500_000 + '"',
        '"' + "a" * 1_000_000,
        "[" + "1," * 500_000,
        "\n" * 1_000_000,
        '{"name": ' + "9" * 1_000_000 + "}",
        '{"rules": {"pain": {' + ",".join(f'"k{i}": 3' for i in range(9000)) + "}}}",
    ],
    ids=lambda text: ascii(text[:24]),
)
def test_hostile_json_ends_soon(text: str) -> None:
    """The same for JSON."""
    start = time.process_time()
    assert len(problems_in(text, format="json")) <= 102
    assert time.process_time() - start < SOON


def test_files_that_are_none(tmp_path: Path) -> None:
    """A folder, a missing file, a device, binary garbage and other encodings."""
    latin, utf16, binary, large = (tmp_path / name for name in ("l.yaml", "u.yaml", "b.yaml", "g.yaml"))
    latin.write_bytes(b"name: x\nathlete: {}\n# Fu\xdf\n")
    utf16.write_bytes("name: x".encode("utf-16"))
    binary.write_bytes(bytes(range(256)))
    large.write_bytes(b"#" * (1024 * 1024 + 1))
    cases = {
        tmp_path: "this is a folder",
        tmp_path / "missing.yaml": "there is no such file",
        Path(os.devnull): "this is not an ordinary file",
        latin: "the file is not text in UTF-8",
        utf16: "the file is in UTF-16",
        binary: "the file is not text in UTF-8",
        large: "larger than 1024 KiB",
        tmp_path / "a\0b": "this cannot be the name of a file",
    }
    for path, said in cases.items():
        (problem,) = problems_of_file(path)
        assert said in problem.message
    assert (problems_of_file(latin)[0].line, problems_of_file(latin)[0].column) == (3, 5)


def test_a_missing_file_with_a_similar_name_beside_it(tmp_path: Path) -> None:
    """A slip of the finger is pointed out."""
    (tmp_path / "first_week.yaml").write_text("{}", encoding="utf-8")
    hint = problems_of_file(tmp_path / "frist_week.yaml")[0].hint
    assert hint is not None
    assert "first_week.yaml" in hint
