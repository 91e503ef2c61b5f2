"""Every read of the promises room. The viewer comes first; what comes back holds no table's row."""
