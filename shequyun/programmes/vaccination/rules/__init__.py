"""Pure: schedules as dated rules, where somebody stands on a day, and for which days that holds."""
