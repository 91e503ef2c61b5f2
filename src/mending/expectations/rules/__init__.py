"""What an expectation is made of, and what can be learned from many of them. Pure."""
