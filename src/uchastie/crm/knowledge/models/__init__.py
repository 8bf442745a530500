"""Handouts that people take home, and articles that staff read."""

from uchastie.crm.knowledge.models.articles import Answer, Article, ArticleGram, Edition, Tag
from uchastie.crm.knowledge.models.handouts import Handout

__all__ = ["Answer", "Article", "ArticleGram", "Edition", "Handout", "Tag"]
