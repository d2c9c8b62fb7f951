"""Open311 GeoReport v2: what of the cases of an area is public, which applications may bring matters, with which key.

Owns openings (an area that decided to be public), clients with their keys, and how often somebody asked. Cases belong to
their engine; how requests and answers are written belongs to the API.
"""
