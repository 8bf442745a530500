"""The design system: tokens, components (Jinja2 macros), layouts, icons, words. Knows no capability."""
