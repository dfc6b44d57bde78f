"""What a judged month is like: needs, events, candidates, so that the cases can be compared with a real month.

``python benchmarks/describe.py [CASE …]`` prints it.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence

from cases import MONTHS, community

from commatch.community import Community, Kind
from commatch.matching.candidates import JudgedDemand, judge
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel


def describe(month: Community, judged: Sequence[JudgedDemand]) -> dict[str, str]:
    """Return a month's figures by their names."""
    servable = [item for item in judged if item.servable]
    figures = {
        "needs × helpers": f"{len(month.needs)} × {len(month.helpers)}",
        "units, venues, funds, goods": ", ".join(
            str(len(month.resources(kind))) for kind in (Kind.UNIT, Kind.VENUE, Kind.FUND, Kind.GOODS)
        ),
        "events": f"{sum(item.demand.event for item in judged) / max(1, len(judged)):.0%}",
        "servable alone": f"{len(servable) / max(1, len(judged)):.0%}",
    }
    for kind in (Kind.HELPER, Kind.UNIT, Kind.VENUE):
        counts = [len(part.candidates) for item in judged for part in item.parts if part.requirement.kind is kind]
        if counts:
            figures[f"{kind.value}s for a requirement"] = f"{statistics.median(counts):g}, at most {max(counts)}"
    return figures


def main(names: Sequence[str]) -> None:
    """Print the figures of the cases named, or of all that are judged in seconds."""
    for name in names or [name for name, case in MONTHS.items() if case.needs <= 3000]:
        month = community(MONTHS[name])
        inst = Instance(month)
        judged = judge(inst)
        model = MatchModel(inst, judged)
        size = f"{len(model.vars)} × {len(model.problem.constraints())}"
        for label, figure in {"case": name, **describe(month, judged), "columns × rows": size}.items():
            print(f"{label:32}{figure}")


if __name__ == "__main__":
    main(sys.argv[1:])
