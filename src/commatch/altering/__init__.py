"""What-if: rows added, rows taken away and cells set in the tables of a month, before anything is made of them.

>>> from commatch.altering import altered, parse
>>> asked = parse(add=["helper plumber:4 Tue evening"], set=["H012 hours+=2"])
>>> [type(operation).__name__ for operation in asked.operations]
['Add', 'Change']
>>> altered(tables, asked.operations)  # doctest: +SKIP
"""

from __future__ import annotations

from commatch.altering.faults import AlterError, AlterFault
from commatch.altering.grammar import Add, Asked, Assign, Change, Named, Operation, Remove, parse
from commatch.altering.rows import Altered, CellStep, Step, alter, altered

__all__ = [
    "Add",
    "AlterError",
    "AlterFault",
    "Altered",
    "Asked",
    "Assign",
    "CellStep",
    "Change",
    "Named",
    "Operation",
    "Remove",
    "Step",
    "alter",
    "altered",
    "parse",
]
