"""The board of «Добро.Взаимно»: asks and offers near a place, answered, agreed on, thanked for; safe for both
sides.
"""
