"""Det, en årsstatus siger: én værdi, som alle dens former laves af, og den tekst, der gemmes af den."""
