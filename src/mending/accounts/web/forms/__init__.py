"""Forms of this room: plain fields, no table behind them."""
