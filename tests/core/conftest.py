"""Core tests take seconds: few examples here, many in the nightly run (HYPOTHESIS_PROFILE=nightly)."""

from hypothesis import settings

import os


settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("nightly", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
