"""Other people's formats and protocols, one room each. Nothing else in the house knows them."""
