"""Rules of cases. Pure: time, policy and calendar are arguments."""
