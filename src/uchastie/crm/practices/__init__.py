"""The collection of practices of involvement in seven chapters: cards with the consent of everybody who can be
recognised, moderation, exchange across organisations. Stands on consents, people, documents and knowledge.
"""
