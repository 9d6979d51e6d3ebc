"""Work orders: what each registry is asked to do, and how far it has come."""
