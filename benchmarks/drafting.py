"""How right the proposals of ``commatch draft`` are, on labelled rows that nobody looked at while it was built.

Run as ``python benchmarks/drafting.py [seen|unseen]``. The rows of ``tests/data/drafting`` were written for this, by
hand, in many ways of speaking, by many authors; twenty-one invented communities tell needs in two or three months
each. ``unseen`` are the needs of seven communities and a third of the resource rows; ``learned`` drafts a month after
the community's earlier ones, confirmed.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from openpyxl import Workbook

import commatch
from commatch.drafting.draft import DraftResult
from commatch.workbook import cells
from commatch.workbook.printing import written
from commatch.workbook.schema import INPUT, Lang

PAGE = Path(__file__).resolve().parents[1] / "docs" / "drafts.md"
DATA = Path(__file__).resolve().parents[1] / "tests" / "data" / "drafting"
DECEMBER = (dt.date(2026, 12, 1), dt.date(2026, 12, 31))
REMIT = {"转办": "handed_on", "不受理": "out_of_remit"}
RESOURCES = {
    "能人": ("helpers", ("skills", "level", "times", "headcount", "hours", "max_walk", "groups", "checks")),
    "单位": ("units", ("services", "times", "sessions", "groups", "agreed_until")),
    "场地": ("venues", ("seats", "facilities", "times")),
}
CORRECTED = {"手机课": "戳屏班", "课后托管": "放学屋", "上门维修": "板凳队", "一对一结对": "望望队"}
"""Built-in templates, and what a community calls its own."""
CORRECTIONS = 20
SHEETS = {"能人": ("能人", "姓名"), "单位": ("共建单位", "单位"), "场地": ("场地", "场地")}


@dataclass
class Score:
    """Proposals that were right, proposals that were wrong, and labels for which nothing right was proposed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, label: object, said: object, where: str = "") -> None:
        """Count one cell."""
        self.right += said is not None and said == label
        self.wrong += said is not None and said != label
        self.missed += label is not None and said != label
        if said is not None and said != label:
            self.misses.append(f"{where}: {said} ≠ {label}")

    @property
    def precision(self) -> float:
        """Share of proposals that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of labels that were proposed."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def rows(name: str) -> list[dict[str, str]]:
    """Return the labelled rows of a file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told_on(said: str) -> str:
    """Return the date in what was noted of when, ``''`` where there is none."""
    found = re.search(r"(?:(\d{4})[/年.-])?(\d{1,2})[月/.-](\d{1,2})", said)
    return (
        f"2026-{int(found[2]):02}-{int(found[3]):02}" if found and int(found[2]) <= 12 and int(found[3]) <= 31 else ""
    )


def needs_book(path: Path, needs: Sequence[Mapping[str, str]], *, confirmed: bool = False) -> Path:
    """Write what was told as a workbook of five columns; with the templates as a worker confirmed them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "需求清单"
    sheet.append(["编号", "需求", "说明", "提出人", "电话", "提出日期", *(["模板", "类别"] if confirmed else [])])
    for need in needs:
        told = [need["id"], need["title"], need["description"], need["requester"], need["phone"], told_on(need["when"])]
        sheet.append([*told, *([need["template"], need["category"]] if confirmed else [])])
    book.create_sheet("场地").append(["编号", "场地", "容纳人数"])
    book["场地"].append(["V1", "大厅", 200])
    if confirmed:
        book.create_sheet("服务模板").append(["模板", "类型", "要求", "数量"])
        for name in CORRECTED.values():
            book["服务模板"].append([name, "能人", "志愿者", 1])
    book.save(path)
    return path


def resources_book(path: Path, resources: Sequence[Mapping[str, str]]) -> Path:
    """Write resource rows as they were noted: a name and a free text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for kind, (title, name) in SHEETS.items():
        sheet = book.create_sheet(title)
        sheet.append(["编号", name, "情况"])
        for row in resources:
            if row["kind"] == kind:
                sheet.append([row["id"], row["name_cell"], row["text"]])
    book.create_sheet("需求清单").append(["编号", "需求"])
    book["需求清单"].append(["N1", "随便"])
    book.save(path)
    return path


def proposed(result: DraftResult) -> dict[tuple[str, str], Any]:
    """Return what a draft proposes, by id and column."""
    return {(row_id, item.column): item.value for item, row_id in result.drafted.proposals}


def score_needs(scores: dict[str, Score], needs: Sequence[Mapping[str, str]], result: DraftResult) -> None:
    """Count the fields of one community's month."""
    said = proposed(result)
    for need in needs:
        at = need["id"]
        for column in ("template", "category"):
            scores[column].add(need[column] or None, said.get((at, column)), at)
        groups = set(need["groups"].split("、")) - {""}
        found = said.get((at, "groups"))
        scores["groups (cell)"].add(groups or None, set(found) if found else None, at)
        for group in groups | set(found or ()):
            label = group if group in groups else None
            scores["groups"].add(label, group if group in (found or ()) else None, f"{at} {group}")
        scores["urgency"].add(need["urgency"], None if (level := said.get((at, "urgency"))) is None else str(level), at)
        people = said.get((at, "beneficiaries"))
        scores["beneficiaries"].add(need["beneficiaries"] or None, None if people is None else str(people), at)
        scores["status (remit)"].add(REMIT.get(need["remit"]), said.get((at, "status")), at)
    here = {need["id"] for need in needs}
    labels = {(need["id"], need["same_as"]) for need in needs if need["same_as"] in here}
    marks = {(row_id, mark.other) for mark, row_id in result.drafted.marks}
    pairs(scores["told twice"], labels, marks)
    like: dict[str, list[str]] = defaultdict(list)
    for need in needs:
        if need["like"]:
            like[need["like"]].append(need["id"])
    bundles: dict[str, list[str]] = defaultdict(list)
    for (row_id, column), value in said.items():
        if column == "bundle":
            bundles[value].append(row_id)
    pairs(scores["bundle (pairs)"], pairs_of(like.values()), pairs_of(bundles.values()))


def pairs_of(groups: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return all pairs within some groups."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def pairs(score: Score, labels: set[tuple[str, str]], found: set[tuple[str, str]]) -> None:
    """Count pairs."""
    score.right += len(labels & found)
    score.wrong += len(found - labels)
    score.missed += len(labels - found)
    score.misses += [f"{pair} ≠ –" for pair in sorted(found - labels)]


_LISTS = ("skills", "level", "services", "facilities")
"""Columns whose cells are counted term by term, and as a whole beside that."""


def score_resources(scores: dict[str, Score], resources: Sequence[Mapping[str, str]], result: DraftResult) -> None:
    """Count the fields of resource rows."""
    said = proposed(result)
    for row in resources:
        key, columns = RESOURCES[row["kind"]]
        for column in columns:
            label, value = _label(row, column), said.get((row["id"], "skills" if column == "level" else column))
            found = _comparable(key, column, value)
            if column not in _LISTS:
                scores[f"{key}.{column}"].add(label, found, row["id"])
                continue
            scores[f"{key}.{column} (cell)"].add(label, found, row["id"])
            for term in sorted({*(label or ()), *(found or ())}):
                scores[f"{key}.{column}"].add(
                    *(_of_term(terms, term) for terms in (label, found)), f"{row['id']} {term}"
                )


def _of_term(terms: Any, term: str) -> object:
    """Return what a list cell says of a term: that it is there; or its level, where the cell gives levels."""
    return terms.get(term) if isinstance(terms, dict) else term if term in (terms or ()) else None


def _label(row: Mapping[str, str], column: str) -> Any:
    if column == "level":
        levels = {part.split(":")[0]: part.split(":")[1] for part in row["skills"].split("、") if ":" in part}
        return levels or None
    text = row[column]
    if not text:
        return None
    if column == "times":
        times = cells.times(text).value
        return frozenset(times.slots(*DECEMBER)) if times else None
    if column in ("skills", "services", "facilities", "checks", "groups"):
        return frozenset(part.split(":")[0] for part in text.split("、"))
    return text


def _comparable(key: str, column: str, value: Any) -> Any:
    if value is None:
        return None
    if column == "times":
        return frozenset(value.slots(*DECEMBER))
    if column == "skills":
        return frozenset(name for name, _ in value)
    if column == "level":
        return {name: str(level) for name, level in value if level} or None
    if column in ("services", "facilities", "checks", "groups"):
        return frozenset(value)
    return str(written(INPUT[key].column(column), value, Lang.ZH))


def run(part: str, *, learn: bool, folder: Path) -> dict[str, Score]:
    """Draft the needs of one part, community by community and month by month, and count."""
    scores: dict[str, Score] = defaultdict(Score)
    before = [*rows("needs-seen"), *rows("needs-unseen")]
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for need in rows(f"needs-{part}"):
        groups[need["id"][0], need["month"]].append(need)
    for (community, month), needs in sorted(groups.items()):
        told = needs_book(folder / f"{community}{month}.xlsx", needs)
        past = [need for need in before if need["id"][0] == community and need["month"] < month]
        learned = []
        if learn and past:
            learned = [needs_book(folder / f"{community}-past.xlsx", past, confirmed=True)]
        result = commatch.draft(
            told, folder / f"{community}{month}-out.xlsx", learn=learned, month="2026-12", force=True
        )
        score_needs(scores, needs, result)
    return scores


def run_resources(part: str, folder: Path) -> dict[str, Score]:
    """Draft the resource rows of one part, and count."""
    scores: dict[str, Score] = defaultdict(Score)
    resources = rows(f"resources-{part}")
    book = resources_book(folder / "resources.xlsx", resources)
    score_resources(scores, resources, commatch.draft(book, folder / "r-out.xlsx", month="2026-12", force=True))
    return scores


def corrections(folder: Path) -> Score:
    """Correct twenty proposals to a community's own templates, draft other needs of these kinds, and count."""
    told = [need for need in rows("needs-seen") if need["template"] in CORRECTED]
    each = -(-CORRECTIONS // len(CORRECTED))
    chosen = [need for name in CORRECTED for need in [item for item in told if item["template"] == name][:each]]
    past = [{**need, "template": CORRECTED[need["template"]]} for need in chosen[:CORRECTIONS]]
    book = needs_book(folder / "corrected.xlsx", past, confirmed=True)
    next_month = [need for need in rows("needs-unseen") if need["template"] in CORRECTED]
    result = commatch.draft(
        needs_book(folder / "next.xlsx", next_month), folder / "next-out.xlsx", learn=book, month="2026-12", force=True
    )
    said, score = proposed(result), Score()
    for need in next_month:
        score.add(CORRECTED[need["template"]], said.get((need["id"], "template")), need["id"])
    return score


def table(scores: Mapping[str, Score], *others: Mapping[str, Score]) -> str:
    """Return scores as rows of a table: proposals, precision and recall, once for each way of drafting."""
    lines = []
    for name, score in scores.items():
        parts = [f"{item.right + item.wrong} | {item.precision:.2f} | {item.recall:.2f}" for item in
                 (score, *(other[name] for other in others))]  # fmt: skip
        lines.append(f"| {name} | {' | '.join(parts)} |")
    return "\n".join(lines)


def thousand(folder: Path) -> str:
    """Draft a thousand needs drawn from the labelled ones in a process of its own; return its time and memory."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "需求清单"
    sheet.append(["编号", "需求", "说明"])
    told = [*rows("needs-seen"), *rows("needs-unseen")]
    for number in range(1000):
        need, other = told[number % len(told)], told[(7 * number + 3) % len(told)]
        sheet.append([f"N{number:04}", need["title"], other["description"]])
    book.create_sheet("场地").append(["编号", "场地", "容纳人数"])
    book.save(folder / "thousand.xlsx")
    program = (
        "import resource, sys, time, commatch; began = time.perf_counter(); "
        "commatch.draft(sys.argv[1], sys.argv[2], month='2026-12', force=True); "
        "print(f'{time.perf_counter() - began:.1f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB')"
    )
    words = [sys.executable, "-c", program, str(folder / "thousand.xlsx"), str(folder / "thousand-out.xlsx")]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def report(part: str, folder: Path) -> str:
    """Return the tables of one part, and what else was measured."""
    plain = run(part, learn=False, folder=folder)
    learned = run(part, learn=True, folder=folder)
    score = corrections(folder)
    return "\n".join(
        [
            "| needs | proposed | precision | recall | proposed, learned | precision | recall |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            table(plain, learned),
            "\n| resources | proposed | precision | recall |\n| --- | --- | --- | --- |",
            table(run_resources(part, folder)),
            f"\n{CORRECTIONS} proposals corrected to own templates; of {score.right + score.missed} needs of these",
            f"kinds told later {score.right} were proposed right and {score.wrong} wrong, the rest not at all.",
            f"\nA thousand needs: {thousand(folder)}.",
        ]
    )


def main(argv: Sequence[str]) -> None:
    """Print the tables; with ``--write`` into docs/drafts.md."""
    part = "seen" if "seen" in argv else "unseen"
    with tempfile.TemporaryDirectory() as name:
        text = report(part, Path(name))
    print(text)
    if "--write" in argv:
        counts = [len(rows(f"{what}-{of}")) for what in ("needs", "resources") for of in ("seen", "unseen")]
        PAGE.write_text(
            "# How right drafts are\n\nMade by `python benchmarks/drafting.py --write`: precision and recall of what "
            "`commatch draft` proposes at the default confidence, on rows not looked at while it was built "
            f"({counts[1]} needs of {counts[0] + counts[1]}, {counts[3]} resource rows of {counts[2] + counts[3]}; "
            "`tests/data/drafting`). They were written for this by many authors in many ways of speaking, labelled by "
            "them alone; no resident said them. Lists are counted term by term; as `(cell)` only a whole cell is "
            "right. `learned` is a month drafted with the community's earlier months as confirmed. A fifth of the "
            "needs were written so that some tempt to be taken for one another.\n\n"
            f"{text}\n\nThe plan of the sample's raw lists beside that of its standard form: "
            "`python benchmarks/raw_sample.py`.\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main(sys.argv[1:])
