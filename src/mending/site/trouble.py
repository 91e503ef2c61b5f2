"""How a command says that it cannot go on."""


class Stop(Exception):
    """A command cannot go on. The message says in a sentence or two what is wrong, and the way out."""
