"""Pure: working days, sharing out, states, answers of a visit, times of day, the list of matters."""
