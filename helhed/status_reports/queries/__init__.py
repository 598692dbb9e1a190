"""Det, der kan vises af en årsstatus, hver for den, der må læse det: dens indhold, dens afsnit og hvor langt den er."""
