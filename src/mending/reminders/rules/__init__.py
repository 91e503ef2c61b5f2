"""Pure decisions of the reminders room: kinds, times, what becomes of a sending, where a push may go."""
