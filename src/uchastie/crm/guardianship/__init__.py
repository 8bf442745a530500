"""The pair of a family and a guardian from the proposal to the ending: reservation, the 72-hour clock, introduction,
who may see the family's contacts. Stands on agreements, guardians and families."""
