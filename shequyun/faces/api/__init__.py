"""The API: what programs of others speak to. OpenRosa for ODK Collect."""
