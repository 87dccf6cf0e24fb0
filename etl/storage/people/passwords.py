"""Which passwords are taken, and how they are kept: as argon2id hashes."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from etl.domain.errors import ReportError

SHORTEST, LONGEST = 8, 128
# Of 0 to 4: takes more than 10^8 guesses by someone who knows what people choose.
WEAKEST = 3
# The estimate takes no more, and needs no more.
ESTIMATED = 72
OWN_WORDS = ("gongkai", "公开", "政务公开", "信息公开", "zhengwugongkai")
# argon2id as OWASP's cheat sheet on password storage asks: 19 MiB, twice, on one processor.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class WeakPassword(ReportError):
    """A password that could be guessed."""

    kind = "weak_password"


def hashed(password: str, name: str) -> str:
    """Return the hash of a new password of an account; raise WeakPassword for one to be guessed."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(
            f"密码要有 {SHORTEST} 至 {LONGEST} 个字符。", "可以是一句话，空格和汉字都可以。"
        )
    # It loads thirty thousand frequent passwords and names, which few starts need.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    known = [name, *OWN_WORDS]
    if zxcvbn(password[:ESTIMATED], user_inputs=known)["score"] < WEAKEST:
        raise WeakPassword(
            "这个密码容易被猜中。",
            "请用更长的、别人想不到的几个词，不要用姓名、年份、键盘顺序和常用密码。",
        )
    return HASHER.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Return whether a password is that of a hash; without one it takes as long, and is not."""
    try:
        right = HASHER.verify(stored or nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None


@cache
def nobodys() -> str:
    """Return a hash that no password has, so that unknown names take as long as known ones."""
    return HASHER.hash(secrets.token_urlsafe(32))


def first_password() -> str:
    """Return a random password to begin with, in groups that can be read out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
