"""What headquarters watch: the day's snapshot of a region, frozen and corrected only by versions with a reason, and the
federal control board over all regions. Reads everything of the long help, owns no rule of it."""
