"""hits: does another region hold something related, and may both then speak? Nothing else is learned."""
