"""What an amends is made of, what may be delivered, and how a letter is kept. Pure."""
