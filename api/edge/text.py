"""Text from outside, made safe to repeat: one line, printable, short."""

#: Stands for a character that is not repeated.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: object, longest: int = 200) -> str:
    """Return ``text`` in at most ``longest`` characters, all of them printable.

    Control characters, line breaks, bidirectional and zero-width signs, private and unassigned
    characters and lone surrogates are replaced, so that nothing in it steers a terminal, splits a line
    of a log, turns text around or cannot be encoded.
    """
    # Cut before looking at it: a text of many megabytes costs no more than a short one.
    cut = str(text)[: longest + 1]
    if not cut.isprintable():
        cut = "".join(map(_printable, cut))
    return cut if len(cut) <= longest else cut[: longest - 1] + "…"


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    # No-break and thin spaces are typography, not an attack; a line break is not one of them.
    return " " if character.isspace() and character not in _LINE_BREAKS else _REPLACEMENT


_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
