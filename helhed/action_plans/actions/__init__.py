"""Det, man gør med handleplaner: skrive dem, vedtage dem, føre dem videre, følge op på dem og give ansvaret videre."""
