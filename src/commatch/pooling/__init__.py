"""One plan for a street: what communities share serves others too, and nobody is worse off than alone."""
