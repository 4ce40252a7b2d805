"""Changes to a document by path."""

import pytest

from solver.scenario.overrides import overridden, path_of

TREE = {"week": {"sat": {"runs": [{"kind": "easy"}, {"kind": "long"}]}}, "name": "x"}


def test_a_path_is_keys_with_dots_and_entries_in_brackets() -> None:
    """The same words as in error messages lead to a value."""
    assert path_of("week.sat.runs[1].kind") == ("week", "sat", "runs", 1, "kind")


def test_values_are_put_where_the_path_leads() -> None:
    """Missing mappings are made; the tree itself stays as it is."""
    changed = overridden(TREE, {"week.sat.runs[1].kind": "easy", "rules.pins.enabled": False, "name": None})
    assert changed["week"]["sat"]["runs"][1] == {"kind": "easy"}
    assert changed["rules"] == {"pins": {"enabled": False}}
    assert "name" not in changed and TREE["name"] == "x"


@pytest.mark.parametrize("path", ["", ".", "week..tue", "week.tue[x]", "a b", "[0]", ".".join("a" * 13)])
def test_what_is_no_path_is_told(path: str) -> None:
    """A path that cannot be read names itself."""
    with pytest.raises(ValueError, match="is no path"):
        overridden(TREE, {path: 1})


@pytest.mark.parametrize(
    ("path", "said"),
    [("name.first", "no key 'first'"), ("week.sat.runs[2].kind", "a list of 2"), ("week[0]", "no list")],
)
def test_a_path_that_leads_nowhere_is_told(path: str, said: str) -> None:
    """A path into something else says what is there."""
    with pytest.raises(ValueError, match=said):
        overridden(TREE, {path: 1})
