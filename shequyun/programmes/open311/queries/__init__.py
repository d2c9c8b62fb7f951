"""Reading for everybody: areas that are open, and their requests without anything that tells of a person."""

from shequyun.programmes.open311.queries.clients import client_with, clients, openings
from shequyun.programmes.open311.queries.requests import PublicRequest, one_request, public_actor, requests

__all__ = ["PublicRequest", "client_with", "clients", "one_request", "openings", "public_actor", "requests"]
