"""Pure decisions of this room, on the person's own calendar days."""
