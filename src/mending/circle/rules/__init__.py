"""Pure decisions of the circle: what is kept about someone, how a relationship may stand, how it is drawn."""
