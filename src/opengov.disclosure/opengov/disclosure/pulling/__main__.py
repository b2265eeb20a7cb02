"""``python -m opengov.disclosure.pulling``."""

from opengov.disclosure.pulling.console import main

import sys


sys.exit(main())
