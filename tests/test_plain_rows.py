"""The quick way over plain rows finds what the full scan finds, whatever stands between them."""

from __future__ import annotations

import random

import pytest

from commatch.community import Need
from commatch.making import maker
from commatch.workbook import sheetscan
from commatch.workbook.sheetscan import SheetScan, column_letters, scan_xml


def plain(number: int, width: int = 6) -> str:
    cells = "".join(
        f'<c r="{column_letters(column)}{number}" t="inlineStr"><is><t>文{column}</t></is></c>'
        for column in range(width)
    )
    return f'<row r="{number}">{cells}</row>'


ODD = {
    "blank cells": lambda n: f'<row r="{n}"><c r="A{n}" t="inlineStr" /><c r="B{n}" s="1"/></row>',
    "a row wider than the first ones": lambda n: plain(n, 30),
    "an error": lambda n: f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>',
    "a formula without a value": lambda n: f'<row r="{n}"><c r="B{n}"><f>1+1</f></c></row>',
    "a formula with a value": lambda n: f'<row r="{n}"><c r="B{n}"><f>1+1</f><v>2</v></c></row>',
    "a hidden row": lambda n: f'<row r="{n}" hidden="1"><c r="A{n}"><v>1</v></c></row>',
    "cells of another row": lambda n: f'<row r="{n}"><c r="C{n + 7}"><v>1</v></c></row>',
    "a row without a number": lambda n: f'<row><c r="A{n}"><v>1</v></c></row>',
    "cells without a place": lambda n: f'<row r="{n}"><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>',
    "nothing numbered": lambda n: "<row><c><v>1</v></c><c><f>A1</f></c></row>",
    "a prefix": lambda n: f'<x:row r="{n}"><x:c r="D{n}"><x:v>1</x:v></x:c></x:row>',
    "an empty row": lambda n: f'<row r="{n}" spans="1:3"/>',
    "a stray cell far away": lambda n: f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>',
}


def both_ways(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[SheetScan, SheetScan]:
    quick = scan_xml(data)
    monkeypatch.setattr(sheetscan, "_FEW_BYTES", len(data) + 1)
    return quick, scan_xml(data)


def sheet(rows: list[str]) -> bytes:
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_row_among_plain_ones_is_found(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [ODD[odd](number) if number in (400, 401, 900) else plain(number) for number in range(1, 1001)]
    quick, full = both_ways(sheet(rows), monkeypatch)
    assert quick == full
    assert full.rows >= 1000


@pytest.mark.parametrize("seed", range(12))
def test_any_mixture_of_rows_is_scanned_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = random.Random(seed)
    rows, number = [], 0
    for _ in range(800):
        number += generator.choice((1, 1, 1, 2, 9))
        kind = generator.choice([*ODD]) if generator.random() < 0.05 else ""
        rows.append(ODD[kind](number) if kind else plain(number, generator.randint(1, 12)))
    quick, full = both_ways(sheet(rows), monkeypatch)
    assert quick == full


def test_a_value_made_quickly_is_the_same_value() -> None:
    assert maker(Need)(need_id="N1", title="修灯", beneficiaries=3) == Need(need_id="N1", title="修灯", beneficiaries=3)
