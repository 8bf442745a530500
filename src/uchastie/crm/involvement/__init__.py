"""Opportunities and roles of beneficiaries on four levels: offered, accepted, prepared for, held and left; who is
usually not heard.
"""
