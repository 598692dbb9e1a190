"""Det, man gør med politikken: læse den ind, rette udkastet, sende det i høring, vedtage det og skrive om målene."""
