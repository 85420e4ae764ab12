"""Rules proposed for what repeats across an outlet's documents."""
