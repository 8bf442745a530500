"""The product's settings with the addresses and the pages of both."""

from pathlib import Path

from uchastie.project.settings import *  # noqa: F403
from uchastie.project.settings import TEMPLATES as PRODUCT_TEMPLATES

ROOT_URLCONF = "benchmarks.both"
TEMPLATES = [PRODUCT_TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "jinja2"]}, *PRODUCT_TEMPLATES[1:]]
