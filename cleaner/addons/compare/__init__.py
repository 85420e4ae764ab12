"""What changed between two outputs, or between two sets of rules on one input."""
