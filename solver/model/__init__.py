"""The week as an integer linear program: variables, and the rows that rules and goals post."""
