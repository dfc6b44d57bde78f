"""The blank workbook filled, and saved by LibreOffice in its formats: read back as the same community.

Run with ``pytest -m office`` where ``soffice`` is installed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from standard_books import BOOKS, filled, rows_of, told

from commatch.assemble import assemble
from commatch.workbook.reader import read_tables
from commatch.workbook.save import save
from commatch.workbook.schema import INPUT, Lang
from commatch.workbook.template import blank_workbook

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
TODAY = dt.date(2026, 11, 21)
TRIES = 3


def converted(path: Path, form: str) -> Path:
    """Open a workbook in LibreOffice and save it in a format; one run in a few fails for no reason."""
    home, out = path.parent / "office", path.parent / form
    for _ in range(TRIES):
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={home.as_uri()}",
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(out),
                str(path),
            ],
            check=False,
            capture_output=True,
            timeout=180,
        )
        found = out / f"{path.stem}.{form}"
        if found.exists():
            return found
    raise AssertionError(f"LibreOffice wrote no {form}")


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("lang", Lang)
def test_a_filled_workbook_saved_by_an_office_is_the_same_community(lang: Lang, form: str, tmp_path: Path) -> None:
    path = filled(tmp_path / "month.xlsx", lang, rows_of(BOOKS[lang], lang))
    saved = assemble(read_tables([converted(path, form)]), today=TODAY)
    original = assemble(read_tables([BOOKS[lang]]), today=TODAY)
    assert len(original.needs) > 50
    assert [problem.code for problem in saved.problems] == [problem.code for problem in original.problems]
    assert told(saved) == told(original)


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("lang", Lang)
def test_a_blank_workbook_saved_by_an_office_is_still_blank(lang: Lang, form: str, tmp_path: Path) -> None:
    path = save(blank_workbook(lang, "month.xlsx"), tmp_path / "month.xlsx")
    saved = assemble(read_tables([converted(path, form)]), today=TODAY)
    assert [problem.code for problem in saved.problems] == ["no_needs"]
    assert not saved.helpers


@pytest.mark.parametrize("lang", Lang)
def test_an_office_keeps_the_drop_downs_and_computes_the_list_of_resources(lang: Lang, tmp_path: Path) -> None:
    rows = rows_of(BOOKS[lang], lang)
    book = load_workbook(converted(filled(tmp_path / "month.xlsx", lang, rows), "xlsx"), data_only=True)
    (lists,) = [sheet for sheet in book.worksheets if sheet.sheet_state == "hidden"]
    columns = ["".join(str(cell.value) for cell in column[1:] if cell.value) for column in lists.iter_cols()]
    ids = [
        str(row[f"{key[:-1]}_id" if key != "goods" else "goods_id"])
        for key in ("helpers", "units", "venues", "funds", "goods")
        for row in rows[key]
    ]
    assert any(all(resource in column for resource in ids) for column in columns)
    for key in ("needs", "helpers", "opinions", "steps"):
        sheet = book[INPUT[key].name(lang)]
        assert sheet.data_validations.dataValidation
