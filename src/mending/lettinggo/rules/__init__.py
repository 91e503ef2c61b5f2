"""What is decided about letting go, on plain values: no Django, no clock, no file."""
