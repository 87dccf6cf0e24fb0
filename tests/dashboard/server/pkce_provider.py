"""An identity provider that offers PKCE and wants it: `python -m … PORT`, a process of its own.

The one it is made of knows no PKCE; here a code is worth something only together with the verifier
whose challenge came with the request for it (RFC 7636, S256).
"""

from __future__ import annotations

import hashlib
import sys
from base64 import urlsafe_b64encode
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import flask
import oidc_provider_mock

CONFIGURATION, AUTHORIZE = "/.well-known/openid-configuration", "/oauth2/authorize"
TOKEN = "/oauth2/token"  # noqa: S105
challenges: dict[str, str] = {}


def offered(response: flask.Response) -> flask.Response:
    """Say that S256 is offered, and keep the challenge that belongs to a code."""
    if flask.request.path == CONFIGURATION:
        said = response.get_json() | {"code_challenge_methods_supported": ["S256"]}
        response.set_data(flask.json.dumps(said))
    elif flask.request.path == AUTHORIZE and "Location" in response.headers:
        for code in parse_qs(urlsplit(response.headers["Location"]).query).get("code", []):
            challenges[code] = flask.request.args.get("code_challenge", "")
    return response


def proven() -> tuple[dict[str, str], int] | None:
    """Refuse a code that comes without the verifier of its challenge."""
    if flask.request.path != TOKEN:
        return None
    verifier = flask.request.form.get("code_verifier", "").encode()
    challenge = urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
    if verifier and challenge == challenges.get(flask.request.form.get("code", "")):
        return None
    return {"error": "invalid_grant"}, HTTPStatus.BAD_REQUEST


def main() -> None:
    """Serve until ended."""
    made = oidc_provider_mock.app()
    made.before_request(proven)
    made.after_request(offered)
    made.run(port=int(sys.argv[1]), use_reloader=False)


if __name__ == "__main__":
    main()
