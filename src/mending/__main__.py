"""`python -m mending` is the `mending` command."""

import sys

from mending.site.cli import main

sys.exit(main())
