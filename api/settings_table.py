"""The table of settings in ``api/README.md``, written from the settings themselves.

``python -m api.settings_table --write`` writes it, ``--check`` fails when it is out of date.
"""

import argparse
import sys
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from api.settings import Settings

README = Path(__file__).parent / "README.md"
_START, _END = "<!-- settings: start -->", "<!-- settings: end -->"


def table() -> str:
    """Return every setting with its default and meaning, as a Markdown table."""
    rows = [
        f"| `STRONGSTRIDE_{name.upper()}` | {_default(field)} | {_words(field)} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def _words(field: FieldInfo) -> str:
    return " ".join((field.description or "").split()).replace("``", "`")


def _default(field: FieldInfo) -> str:
    if field.default is None or field.default is PydanticUndefined or field.default == ():
        return ""
    return f"`{field.default}`"


def updated(text: str) -> str:
    """Return a page with the table brought up to date."""
    before, rest = text.split(_START)
    return f"{before}{_START}\n{table()}\n{_END}{rest.split(_END)[1]}"


def main() -> int:
    """Write or check; the exit status is 1 when the page is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--write", action="store_true")
    choice.add_argument("--check", action="store_true")
    page = README.read_text(encoding="utf-8")
    fresh = updated(page)
    if parser.parse_args().write:
        README.write_text(fresh, encoding="utf-8")
    elif fresh != page:
        print("api/README.md lists other settings: run `make settings`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
