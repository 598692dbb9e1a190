"""Det, der kan vises af handleplanerne, hver for den, der må læse det: planer, initiativer, fremdrift og ansvar."""
