"""The demo family: fictional people and fourteen months of their life, made through the rooms' own actions."""
