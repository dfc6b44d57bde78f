"""The file of a seed and a number."""

from __future__ import annotations

import random
from dataclasses import dataclass

from mutants import bombs, damage

_DAMAGE = (
    damage.bytes_flipped, damage.truncated, damage.block_moved, damage.wrong_extension, damage.part_cut,
    damage.part_doubled, damage.part_renamed, damage.parts_swapped, damage.packed_oddly, damage.entry_lies,
    damage.end_lies, damage.xml_broken, damage.xml_broken, damage.attributes_faked, damage.attributes_faked,
    damage.sheet_faked, damage.sheet_faked, damage.counts_faked, damage.another_encoding, damage.document_type,
    damage.binary_records, damage.binary_records, damage.old_records, damage.old_records, damage.container_damaged,
    damage.repeats_faked, damage.text_damaged,
)  # fmt: skip
_BOMBS = (
    bombs.unpacks_large, bombs.size_is_a_lie, bombs.parts_overlap, bombs.stray_cell, bombs.rows_without_numbers,
    bombs.many_merges, bombs.many_hidden_columns, bombs.one_text_for_all, bombs.texts_miscounted,
    bombs.sheets_on_one_part, bombs.deep_nesting, bombs.repeated_text, bombs.binary_cell_far_away,
    bombs.old_cells_far_apart, bombs.old_texts_miscounted, bombs.sectors_in_a_ring, bombs.lines_without_end,
)  # fmt: skip
_KINDS = (*_DAMAGE, *_BOMBS)


@dataclass(frozen=True)
class Mutant:
    """A spoilt file: a name that says how, and its bytes."""

    name: str
    data: bytes


def mutant(seed: int, number: int) -> Mutant:
    """Return the file of a number; neighbours are of different kinds."""
    make = _KINDS[number % len(_KINDS)]
    extension, data = make(random.Random(f"{seed}/{number}"))
    return Mutant(f"{number:04}-{make.__name__}{extension}", data)
