"""Published forms: types, schemas and encoders of their own."""
