"""Pure decisions of the promises room."""
