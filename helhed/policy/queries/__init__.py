"""Det, der kan vises af politikken: dokumenter, udgaver, udkast og mål, hver for den, der må læse dem."""
