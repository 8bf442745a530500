"""Pages of the desk. For those who work: `staff` (queue and card), `counter` («Добавить»), worded by `present`.
For those who ask: `public` (the way in), `own` (behind the signed link), worded by `story`."""
