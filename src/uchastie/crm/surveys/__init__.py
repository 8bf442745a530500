"""Short polls, rankings of priorities and questionnaires, also in a form of its own for teenagers; honest counts."""
