"""``clean --learn``: what repeats across an outlet's documents goes, without a rule."""
