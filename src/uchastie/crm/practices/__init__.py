"""The collection of practices of involvement in seven chapters: cards with consent and moderation, read across
organisations.
"""
