"""A small OpenID Connect provider on loopback that does what the standard asks: discovery, the authorization code with
PKCE (RFC 7636), a code that works once, a signed id token, and userinfo for whoever brings the access token.
"""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "shequyun", "secret-of-the-office-provider"


class Office(ThreadingHTTPServer):
    """Who is signed in there, and what is claimed of them; `broken` names the address that fails."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.here = f"http://127.0.0.1:{self.server_port}"
        self.claims: dict[str, Any] = {"sub": "7"}
        self.token: dict[str, Any] = {}
        self.broken = ""
        self.codes: dict[str, dict[str, str]] = {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def authorize(self, asked: dict[str, str]) -> str:
        """The person agrees: where the browser is sent back to."""
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.here, "aud": CLIENT, "iat": now, "exp": now + 60} | self.claims | self.token
        return jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})


class Desk(BaseHTTPRequestHandler):
    server: Office

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == f"/{self.server.broken}":
            self._answer(503, {})
        elif url.path == "/.well-known/openid-configuration":
            self._answer(200, self._configuration())
        elif url.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.server.authorize(dict(parse_qsl(url.query))))
            self.end_headers()
        elif url.path == "/userinfo" and self.headers["Authorization"] == "Bearer access":
            self._answer(200, self.server.claims)
        else:
            self._answer(401, {"error": "invalid_token"})

    def do_POST(self) -> None:
        said = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        asked = self.server.codes.pop(said["code"], None)
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(said["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        right = asked and (challenge, said["redirect_uri"]) == (asked["code_challenge"], asked["redirect_uri"])
        if right and (said["client_id"], said["client_secret"]) == (CLIENT, SECRET):
            token = {
                "access_token": "access",
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": self.server.id_token(),
            }
            self._answer(200, token)
        else:
            self._answer(400, {"error": "invalid_grant"})

    def _configuration(self) -> dict[str, Any]:
        here = self.server.here
        return {
            "issuer": here, "jwks_uri": f"{here}/keys", "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token", "userinfo_endpoint": f"{here}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def _answer(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Nothing is written to the terminal."""
