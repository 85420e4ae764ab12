"""Rules are data: read (load), layered (override), made ready (compile), applied (match), proved (check)."""
