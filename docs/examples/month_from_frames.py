"""A month planned from pandas data frames, without a file: one community, then two in processes of their own.

Everything is invented. Run it with ``python docs/examples/month_from_frames.py``.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pandas as pd

import commatch
from commatch.texts.problems import describe

Frames = dict[str, pd.DataFrame]


def maple() -> Frames:
    """Return what Maple Street asks for and has: the sheets' names and headers in English."""
    needs = [
        ("N1", "kitchen tap drips", "elderly living alone", "high", "plumber", None, None, None),
        ("N2", "help with the phone", "elderly", "medium", "phones", None, None, None),
        ("N3", "talk on high blood pressure", "elderly", "medium", None, "health talk", 20, 80),
        ("N4", "piano lessons", "children", "low", "piano", None, None, None),
    ]
    columns = ["need_id", "title", "groups", "urgency", "skills", "services", "seats", "budget"]
    return {
        "needs": pd.DataFrame(needs, columns=columns),
        "helpers": pd.DataFrame(
            {
                "helper_id": ["H1", "H2"],
                "name": ["Ann", "Bob"],
                "skills": ["plumber:4", ["phones", "photos"]],
                "times": ["Tue, Thu afternoon", "Sat"],
                "hours": [6, 4],
            }
        ),
        "units": pd.DataFrame(
            {"unit_id": ["U1"], "name": ["health station"], "services": ["health talk"], "sessions": [2]}
        ),
        "venues": pd.DataFrame({"venue_id": ["V1"], "name": ["meeting room"], "seats": [30], "times": ["Sat"]}),
        "funds": pd.DataFrame({"fund_id": ["F1"], "name": ["service fund"], "amount": [2000.0]}),
    }


def wutong() -> Frames:
    """Return what 梧桐社区 asks for and has: the same in Chinese."""
    return {
        "需求清单": pd.DataFrame(
            {
                "编号": ["X1", "X2"],
                "需求": ["修水龙头", "陪老人看病"],
                "人群": ["独居老人", "高龄独居"],
                "紧急程度": ["高", "兜底"],
                "期限": pd.to_datetime(["2026-12-20", None]),
                "技能": ["水电工", "志愿者"],
            }
        ),
        "能人": pd.DataFrame(
            {"编号": ["R1", "R2"], "姓名": ["王五", "李四"], "特长": ["水电工:4", "志愿者"], "每月工时": [8, 8]}
        ),
    }


def planned(frames: Frames, lang: str = "en") -> Frames:
    """Return the sheets of a month's project list as data frames.

    Raises
    ------
    ValueError
        The frames hold errors; each is named with its frame, column and row.
    """
    community = commatch.from_frames(frames, month="2026-12")
    errors = [problem for problem in community.problems if problem.severity == "error"]
    if errors:
        raise ValueError("\n".join(f"{problem.place}: {describe(problem, lang)[0]}" for problem in errors))
    result = commatch.match(community, progress=lambda phase, done: None)  # the phase's name as it begins
    return result.tables(lang)


def main() -> None:
    """Plan a month, show what is wrong with another, and plan two in processes of their own."""
    sheets = planned(maple())
    print(sheets["overview"][["item", "value"]].head(6).to_string(index=False, header=False))
    print(sheets["assignments"][["need_id", "resource_name", "date", "half_day"]].to_string(index=False, na_rep=""))
    print(sheets["unserved"][["need_id", "title", "reason"]].to_string(index=False))

    broken = maple()
    broken["needs"].loc[[1, 2], "urgency"] = ["soon", "whenever"]
    broken["funds"].loc[0, "amount"] = -5
    try:
        planned(broken)
    except ValueError as wrong:
        print(wrong)

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        months = pool.map(planned, (maple(), wutong()), ("en", "zh"))
        for name, sheets in zip(("Maple Street", "梧桐社区"), months, strict=True):
            print(name, sheets["projects"].shape[0])


if __name__ == "__main__":  # the processes import this file again
    main()
