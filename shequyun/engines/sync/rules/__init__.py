"""Reading what a phone sends: the envelope's form, and values by the dictionary. Pure."""
