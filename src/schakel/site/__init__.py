"""The only place, with the command line, that knows every module: settings, addresses, reactions, home."""
