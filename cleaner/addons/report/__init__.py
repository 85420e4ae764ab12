"""What people look at: the difference that cleaning made, and why each block stayed or went."""
