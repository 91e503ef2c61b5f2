"""Every write of the reminders room, and what leaves the house."""
