"""Write the table of traditional characters: ``python scripts/make_traditional.py``; needs ``pip install opencc``.

The characters and their simplified forms are those of OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0).
"""

from __future__ import annotations

from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "commatch" / "workbook" / "traditional.py"
FIRST, LAST = 0x4E00, 0x9FFF
PER_LINE = 48
HEAD = '''"""Traditional characters as simplified ones, so that 需求清單 is read as 需求清单.

Written by ``scripts/make_traditional.py`` from the characters of OpenCC (https://github.com/BYVoid/OpenCC,
Apache-2.0). A character becomes one character, whatever stands around it: good for telling what a header or a
word of a closed list is, never for a user's own words, which stay as written.
"""

from functools import cache

__all__ = ["simplified"]

_PAIRS = (
'''
TAIL = ''')


def simplified(text: str) -> str:
    """Return text with each traditional character as the simplified one, of the same length.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text itself where it has no traditional character.
    """
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, int]:
    return dict(zip(map(ord, _PAIRS[::2]), map(ord, _PAIRS[1::2]), strict=True))
'''


def pairs() -> list[str]:
    """Return traditional characters, each with its simplified one after it."""
    import opencc

    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    found = []
    for char in map(chr, range(FIRST, LAST + 1)):
        plain = next((new for converter in converters if (new := converter.convert(char)) != char), char)
        if plain != char and len(plain) == 1 and FIRST <= ord(plain) <= LAST:
            found.append(char + plain)
    meant = {pair[1] for pair in found}  # 麼 is 么: that 么 can be 幺 would make 什么 another word
    return [pair for pair in found if pair[0] not in meant]


def main() -> None:
    """Write the module."""
    found = pairs()
    lines = ["".join(found[at : at + PER_LINE]) for at in range(0, len(found), PER_LINE)]
    TARGET.write_text(HEAD + "".join(f'    "{line}"\n' for line in lines) + TAIL, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
