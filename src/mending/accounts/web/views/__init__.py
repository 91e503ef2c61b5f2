"""Pages of this room, a module a theme."""
