"""``python -m solver.cli`` is ``strongstride``."""

from solver.cli import main

if __name__ == "__main__":
    main()
