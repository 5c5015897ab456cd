"""`python -m coach`: the same as `coach`, where no launcher of pip's is to be had or can be started."""

import sys

from coach.cli import main

if __name__ == "__main__":
    sys.exit(main())
