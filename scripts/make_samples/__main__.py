"""Write the sample workbooks: ``python scripts/make_samples [target folder]``."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Build into the folder named on the command line, else into data/samples."""
    sys.path.insert(0, str(HERE.parent))
    from make_samples.build import build

    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "data" / "samples"
    for path in build(target):
        print(path)


if __name__ == "__main__":
    main()
