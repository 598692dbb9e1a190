"""Det, man gør med en årsstatus: begynde den, skrive den, sende den ud, offentliggøre den og rette den."""
