"""Hvem der må hvad med handleplaner og initiativer, hvornår det kan lade sig gøre, og hvad der følger af datoerne."""
