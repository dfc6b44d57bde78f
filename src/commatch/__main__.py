"""``python -m commatch`` is the command ``commatch``."""

import sys

from commatch.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
