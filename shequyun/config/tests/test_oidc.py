"""Sign-in by OpenID Connect, against a provider on loopback: known staff get in, nobody else does."""

import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pyotp
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from shequyun.base.actor import Actor
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.base.secrets import keyring
from shequyun.config.office import providers
from shequyun.config.tests.provider import CLIENT, SECRET, Office
from shequyun.kernel.access.actions import reset_password, set_active
from shequyun.kernel.access.models import Staff
from shequyun.kernel.audit.models import Entry
from tests.cast import ROOM, make


class Stay(HTTPRedirectHandler):
    """The browser of the test goes back by itself."""

    def redirect_request(self, *args: Any) -> None:
        return None


@pytest.fixture
def office(settings: Any, db: None) -> Iterator[Office]:
    server = Office()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    configured = {"URL": server.here, "NAME": "办公平台", "CLIENT": CLIENT, "SECRET": SECRET}
    settings.SOCIALACCOUNT_PROVIDERS = providers({f"SHEQUYUN_OIDC_{key}": value for key, value in configured.items()})
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def there(client: Client, to: str = "") -> str:
    """Where our page of signing in sends the browser."""
    answer = client.post("/oidc/office/login/", {"next": to})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def back(url: str) -> str:
    """Where the provider sends it: our address, path and query."""
    try:
        build_opener(Stay).open(url)  # a redirect that is not followed is raised
    except OSError as error:
        parts = urlsplit(error.headers["Location"])  # type: ignore[attr-defined]
        return f"{parts.path}?{parts.query}"
    raise AssertionError(url)


def round_trip(client: Client, to: str = "") -> str:
    """There and back. Returns where the person ends up."""
    answer = client.get(back(there(client, to)))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def signed_in_as(client: Client) -> str:
    page = client.get("/")
    return page.wsgi_request.actor.name if page.status_code == 200 else ""


def traces(actor: Actor) -> list[Any]:
    with entered(EVERYWHERE):
        found = Entry.objects.filter(verb="staff.sign_in", subject_id=str(actor.staff_id))
        return list(found.values_list("details", flat=True))


def test_known_staff_get_in_and_it_is_in_the_trail(office: Office, alice: Actor) -> None:
    office.claims = {"sub": "7", "preferred_username": "Alice"}
    client = Client()
    assert round_trip(client, "/people/?q=z") == "/people/?q=z"
    assert signed_in_as(client) == "alice"
    assert traces(alice) == [{"by": "office"}]
    assert SocialAccount.objects.count() == 0


def test_a_page_elsewhere_is_not_gone_to(office: Office, alice: Actor) -> None:
    office.claims = {"sub": "7", "preferred_username": "alice"}
    assert round_trip(Client(), "//elsewhere/") == "/"


@pytest.mark.parametrize(
    ("path", "claims"),
    [
        ("profile.account", {"profile": {"account": "alice"}}),
        ("account", {"account": " alice "}),
    ],
)
def test_the_claim_may_be_nested(office: Office, alice: Actor, settings: Any, path: str, claims: Any) -> None:
    settings.OIDC_CLAIM = path
    office.claims = {"sub": "7"} | claims
    client = Client()
    assert round_trip(client) == "/"
    assert signed_in_as(client) == "alice"


@pytest.mark.parametrize(
    "claims",
    [{"preferred_username": "stranger"}, {}, {"preferred_username": ["alice"]}, {"preferred_username": "closed"}],
)
def test_nobody_else_does(office: Office, alice: Actor, claims: dict[str, Any]) -> None:
    closed = make("closed", "committee_head", "310106011023")
    assert closed.staff_id is not None
    set_active(ROOM, closed.staff_id, active=False)
    office.claims = {"sub": "7"} | claims
    client = Client()
    assert round_trip(client) == "/sign-in/?office=unknown"
    assert signed_in_as(client) == ""
    assert "没有同名账号" in client.get("/sign-in/?office=unknown").content.decode()


def test_an_id_token_about_somebody_else_is_nobody(office: Office, alice: Actor) -> None:
    office.claims, office.token = {"sub": "7", "preferred_username": "alice"}, {"sub": "8"}
    assert round_trip(Client()) == "/sign-in/?office=unknown"


@pytest.mark.parametrize("token", [{"aud": "another"}, {"iss": "another"}, {"exp": 1}])
def test_an_id_token_for_another_purpose_is_refused(office: Office, alice: Actor, token: dict[str, Any]) -> None:
    office.claims, office.token = {"sub": "7", "preferred_username": "alice"}, token
    assert round_trip(Client()) == "/sign-in/?office=failed"


def test_a_code_works_once_and_only_for_the_browser_that_asked(office: Office, alice: Actor) -> None:
    office.claims = {"sub": "7", "preferred_username": "alice"}
    mine, other = Client(), Client()
    url = back(there(mine))
    assert other.get(url).headers["Location"] == "/sign-in/?office=failed"
    assert mine.get(url).headers["Location"] == "/"
    mine.post("/sign-out/")
    assert mine.get(url).headers["Location"] == "/sign-in/?office=failed"


@pytest.mark.parametrize("broken", [".well-known/openid-configuration", "userinfo"])
def test_a_provider_that_fails_is_told_on_the_page(office: Office, alice: Actor, broken: str) -> None:
    office.claims = {"sub": "7", "preferred_username": "alice"}
    client = Client()
    url = there(client)
    office.broken = broken
    assert client.get(back(url)).headers["Location"] == "/sign-in/?office=failed"


def test_a_provider_that_is_away_is_told_on_the_page(office: Office, settings: Any) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    assert there(Client()) == "/sign-in/?office=failed"


def test_who_calls_it_off_is_told(office: Office) -> None:
    client = Client()
    state = dict(part.split("=") for part in urlsplit(there(client)).query.split("&"))["state"]
    answer = client.get("/oidc/office/login/callback/", {"error": "access_denied", "state": state})
    assert answer.headers["Location"] == "/sign-in/?office=cancelled"


def enrolled(actor: Actor) -> pyotp.TOTP:
    secret = pyotp.random_base32()
    Staff.objects.filter(pk=actor.staff_id).update(totp_sealed=keyring().seal(secret))
    return pyotp.TOTP(secret)


def test_our_second_factor_holds(office: Office, alice: Actor) -> None:
    office.claims = {"sub": "7", "preferred_username": "alice"}
    factor, client = enrolled(alice), Client()
    assert round_trip(client, "/people/") == "/sign-in/code/"
    assert signed_in_as(client) == ""
    assert client.post("/sign-in/code/", {"code": factor.now()}).headers["Location"] == "/people/"
    assert signed_in_as(client) == "alice"


@pytest.mark.parametrize(("role", "ends"), [("committee_head", "/"), ("security_admin", "/sign-in/code/")])
def test_one_that_the_provider_asked_for_is_enough_except_for_administrators(
    office: Office, db: None, role: str, ends: str
) -> None:
    person = make("person", role, "310106011023" if role == "committee_head" else "310106011")
    enrolled(person)
    office.claims, office.token = {"sub": "7", "preferred_username": "person"}, {"amr": ["pwd", "mfa"]}
    assert round_trip(Client()) == ends


def test_no_password_of_ours_is_asked_for(office: Office, alice: Actor) -> None:
    """An account that was made with a password for the first sign-in, and never used it."""
    assert alice.staff_id is not None
    reset_password(ROOM, alice.staff_id)
    office.claims = {"sub": "7", "preferred_username": "alice"}
    client = Client()
    assert round_trip(client) == "/"
    assert signed_in_as(client) == "alice"


def test_the_page_offers_it_only_when_it_is_configured(office: Office, db: None, settings: Any) -> None:
    assert "使用办公平台登录" in Client().get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = providers({})
    assert "/oidc/office/login/" not in Client().get("/sign-in/").content.decode()
    assert Client().post("/oidc/office/login/").status_code == 404


def test_an_address_without_tls_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        providers({"SHEQUYUN_OIDC_URL": "http:" + "//sso.office.sh.cn"})
