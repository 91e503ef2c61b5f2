"""Every write of this room. Each says who acts, in one transaction with one row of the ledger of its own."""
