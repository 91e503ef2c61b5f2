"""The demo family: fictional people and fourteen months of their life, told through the rooms' own actions.

Nobody here is real, and no life was taken over. The same day gives the same life, down to each answer; another
day gives the same life up to that day.
"""
