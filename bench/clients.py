"""A browser that is signed in, without a network: what it takes is what the server takes."""

from django.conf import settings
from django.test import Client

from bench.world import World
from shequyun.kernel.access.queries import active_staff


def signed_in(world: World, username: str) -> Client:
    """As an account of the bench, in a process as it is when it serves."""
    import shequyun.config.wsgi  # noqa: F401

    if "testserver" not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    person = active_staff(str(world.actors[username].staff_id))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fetch(client: Client, path: str, **headers: str) -> bytes:
    """The page. Anything but 200 breaks the measure: a refusal is quick."""
    answer = client.get(path, headers=headers)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer.content
