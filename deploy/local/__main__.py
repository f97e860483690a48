"""`python -m deploy.local run`."""

import sys

from deploy.local.ending import end_when_told
from deploy.local.place import Place
from deploy.local.run import run

if __name__ == "__main__":
    if sys.argv[1:] != ["run"]:
        sys.exit("usage: python -m deploy.local run")
    end_when_told()
    sys.exit(run(Place()))
