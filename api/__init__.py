"""The HTTP service of Strongstride."""
