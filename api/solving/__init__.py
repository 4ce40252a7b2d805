"""Solving in children: what they are asked, what they do, and the pool that watches over them."""
