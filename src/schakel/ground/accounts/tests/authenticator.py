"""A device with passkeys, for tests: answers as a browser does, and lies where a test asks it to."""

import hashlib
import json
import os
import struct
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

UP, UV, BE, BS, AT = 1, 4, 8, 16, 64


def text(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


class Device:
    """One key. `verifies`: checks its owner; `copies`: may be copied to other devices; `counter`: of uses."""

    def __init__(self, origin="http://localhost", verifies=True, copies=False):
        self.origin, self.verifies, self.copies = origin, verifies, copies
        self.key, self.number, self.counter, self.owner = (
            ec.generate_private_key(ec.SECP256R1()),
            os.urandom(32),
            0,
            None,
        )

    def makes(self, asked):
        asked = json.loads(asked)
        self.owner = asked["user"]["id"]
        data = self._said("webauthn.create", asked["challenge"])
        known = bytes(16) + struct.pack(">H", len(self.number)) + self.number
        known += cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self._about(asked["rp"]["id"], AT) + known})
        return self._answer({"clientDataJSON": text(data), "attestationObject": text(made)})

    def uses(self, asked, owner=None):
        asked = json.loads(asked)
        self.counter += 1
        data, about = self._said("webauthn.get", asked["challenge"]), self._about(asked["rpId"])
        signature = self.key.sign(about + hashlib.sha256(data).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": text(data), "authenticatorData": text(about), "signature": text(signature)}
        return self._answer({**said, "userHandle": owner or self.owner})

    def _said(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _about(self, site, more=0):
        flags = UP | (UV if self.verifies else 0) | (BE | BS if self.copies else 0) | more
        return hashlib.sha256(site.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def _answer(self, response):
        number = text(self.number)
        return json.dumps(
            {"id": number, "rawId": number, "type": "public-key", "clientExtensionResults": {}, "response": response}
        )
