"""Hashing of passwords where they are no secret: the practice region and the tests."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PracticeHasher(Argon2PasswordHasher):
    """The same algorithm made cheap: every password here is printed on the login page. Live mode never uses it."""

    time_cost = 1
    memory_cost = 64  # KiB
    parallelism = 1
