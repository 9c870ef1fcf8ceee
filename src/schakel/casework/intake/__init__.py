"""What someone noticed: written down once, in their own words, for one municipality."""
