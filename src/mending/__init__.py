"""Mending: small things done as said, month in, month out."""

__version__ = "0.1.0"
