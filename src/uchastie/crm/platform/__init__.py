"""The platform and «Добро.Взаимно»: communities, questions, useful actions, hours, sign-ins."""
