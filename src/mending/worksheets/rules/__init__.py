"""Worksheets as data: what a form is, what it shows, what it takes, what it adds up to. No clinical word here."""
