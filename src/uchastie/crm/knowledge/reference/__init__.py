"""What is given with the product: first handouts and first articles, in our own words. Both are added when they are
missing and never overwrite what people have changed."""

from uchastie.crm.knowledge.reference.articles import load_articles
from uchastie.crm.knowledge.reference.handouts import load_handouts


def load() -> None:
    load_handouts()
    load_articles()
