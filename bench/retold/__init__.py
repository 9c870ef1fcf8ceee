"""Retold cases as the bench of the picture reads them."""
