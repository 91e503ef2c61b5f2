"""Every read of the reminders room. The viewer comes first."""
