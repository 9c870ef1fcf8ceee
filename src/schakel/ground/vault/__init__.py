"""Keeps what people said unreadable in the database and its backups, and finds equal values without reading them."""
