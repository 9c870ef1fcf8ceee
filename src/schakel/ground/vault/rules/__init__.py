"""The arithmetic of sealing: pure Python and `cryptography`, no database."""
