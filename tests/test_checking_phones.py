"""Telephone numbers that nobody can ring, and those of all forms that can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from community_books import FILE, row, sound, write

import commatch


def doubts(folder: Path, phone: str) -> list[tuple[str, str, str]]:
    """Return sheet, cell and number of digits of what is said of a helper's telephone."""
    sheets = sound()
    row(sheets, "能人")["电话"] = phone
    said = commatch.check(write(folder / FILE, sheets)).problems
    assert {item.code for item in said} <= {"phone_doubtful"}
    assert all(item.personal for item in said)
    return [
        (item.place.sheet, item.place.cell.lstrip("ABCDEFGHIJKLMNOP"), dict(item.params)["digits"]) for item in said
    ]


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("1391234567", "10"),
        ("139123456789", "12"),
        ("12345", "5"),
        ("138", "3"),
        ("310101199001011234", "18"),
        ("13800000001、1391234567", "10"),
        ("+86 1391234567890", "15"),
    ],
)
def test_a_number_with_a_digit_too_few_or_too_many_is_said(phone: str, digits: str, tmp_path: Path) -> None:
    assert doubts(tmp_path, phone) == [("能人", "2", digits)]


@pytest.mark.parametrize(
    "phone",
    [
        "13800000001",
        "138-0000-0001",
        "138 0000 0001",
        "+86 138 0000 0001",
        "8613800000001",
        "021-50000000",
        "(0512)6000000",
        "+86-21-50000000",
        "50000000",
        "6000000",
        "021-50000000-801",
        "021-50000000转801",
        "400-800-1234",
        "852 5000 0000",
        "+852 50000000",
        "0912-345-678",
        "02-2345-6789",
        "+44 20 7946 0000",
        "13800000001/13800000002",
        "13800000001（女儿）",
        "138****0001",
        "",
    ],
)
def test_a_number_that_can_be_rung_is_let_be(phone: str, tmp_path: Path) -> None:
    assert doubts(tmp_path, phone) == []
