"""What a country says about signals, cards, routes, law and terms: read from the content pack, never from the database."""
