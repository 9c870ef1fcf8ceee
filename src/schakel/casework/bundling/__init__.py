"""Which signals may tell one story: why we say so, what people judged, and what is known when they stand together."""
