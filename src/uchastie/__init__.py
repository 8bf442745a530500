"""«Участие»: one modular application. `project` wires it, `crm` is the business, `ui` the looks, `kernel` the ground."""
