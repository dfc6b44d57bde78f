"""Nothing personal is posted: months with names, numbers, homes and ids planted in every column, in many forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from notice_books import bare, planted, posted, readable


def leaks(folder: Path, seed: int, lang: str = "zh") -> list[str]:
    """Return every secret of a seeded month that can be read in any of its public files."""
    month = planted(folder, seed)
    found = posted(month, lang)
    assert found.ok, [(problem.code, problem.value) for problem in found.problems]
    assert len(found.files) == 3
    assert found.record
    secrets = month.bare
    texts = [(path.name, bare(text)) for path in found.files for text in readable(path)]
    return [f"{seed} {name}: {secret} in {text[:80]}" for name, text in texts for secret in secrets if secret in text]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_planted_is_posted(seed: int, tmp_path: Path) -> None:
    assert leaks(tmp_path, seed, "en" if seed % 3 == 2 else "zh") == []


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_nothing_planted_is_posted_in_many_months(tenth: int, tmp_path: Path) -> None:
    found = []
    for seed in range(100 + tenth * 24, 124 + tenth * 24):
        folder = tmp_path / str(seed)
        folder.mkdir()
        found += leaks(folder, seed, "en" if seed % 3 == 2 else "zh")
    assert found == []
