"""The product's settings with the floor's own addresses and pages."""

from pathlib import Path

from uchastie.project.settings import *  # noqa: F403
from uchastie.project.settings import TEMPLATES as PRODUCT_TEMPLATES

ROOT_URLCONF = "benchmarks.floor"
TEMPLATES = [
    PRODUCT_TEMPLATES[0]
    | {
        "DIRS": [Path(__file__).parent / "jinja2"],
        "OPTIONS": {"environment": PRODUCT_TEMPLATES[0]["OPTIONS"]["environment"]},
    }
]
