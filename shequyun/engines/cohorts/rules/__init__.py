"""Pure: the criteria that exist, conditions as documented JSON, and conditions in words."""
