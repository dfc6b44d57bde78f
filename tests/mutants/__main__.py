"""Read many mutants and list what went wrong: ``python -m mutants SEED COUNT``, in the folder tests."""

from __future__ import annotations

import sys
from collections import Counter

from mutants.run import outcomes


def main() -> int:
    seed, count = (int(text) for text in sys.argv[1:3])
    found = list(outcomes(seed, range(count)))
    bad = [(one.name, one.fault) for one in found if one.fault]
    for name, fault in bad:
        print(f"{name}: {fault}")
    print(Counter(one.codes[0] if one.codes else "read" for one in found if one.codes is not None).most_common())
    for one in sorted(found, key=lambda one: -one.seconds)[:10]:
        print(f"{one.seconds:6.2f} s {one.megabytes:6.0f} MB {one.name} {one.codes}")
    for one in sorted(found, key=lambda one: -one.megabytes)[:10]:
        print(f"{one.megabytes:6.0f} MB {one.seconds:6.2f} s {one.name} {one.codes}")
    print(f"{len(found)} files, {len(bad)} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
