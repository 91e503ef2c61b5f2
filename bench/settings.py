"""The product's settings, and what a measurement needs: two floors, and how many questions a page asked."""

from mending.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.floor"
MIDDLEWARE = ["bench.floor.count_questions", *MIDDLEWARE]  # noqa: F405
