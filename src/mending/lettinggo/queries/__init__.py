"""Every read of this room. The viewer comes first; what comes back holds no table's row."""
