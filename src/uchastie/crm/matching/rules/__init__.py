"""How a guardian fits a family: arithmetic and words, without a database."""

from uchastie.crm.matching.rules.score import Asked, Fit, FitLine, Helper, Home, Skill, fit_of, line_of

__all__ = ["Asked", "Fit", "FitLine", "Helper", "Home", "Skill", "fit_of", "line_of"]
