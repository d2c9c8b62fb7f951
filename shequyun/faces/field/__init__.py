"""The field app: the face of workers at the door, on a phone that is often offline."""
