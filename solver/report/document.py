"""Plans and judgements as JSON, for programs; the order of the fields is the model's."""

import json
import re
from collections.abc import Mapping, Sequence

from solver.domain.base import Noun

_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def to_json(document: Noun) -> str:
    """Return a plan or judgement as indented JSON with a final newline; what is None is left out.

    Characters that steer terminals or the direction of text are written as escapes.
    """
    return _escaped(document.model_dump_json(indent=2, exclude_none=True))


def list_json(named: Mapping[str, Sequence[Noun]]) -> str:
    """Return lists of nouns by name as indented JSON with a final newline; what is None is left out."""
    data = {
        name: [json.loads(one.model_dump_json(exclude_none=True)) for one in nouns]
        for name, nouns in named.items()
    }
    return data_json(data)


def data_json(data: Json) -> str:
    """Return plain data as indented JSON with a final newline."""
    return _escaped(json.dumps(data, indent=2, ensure_ascii=False))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
