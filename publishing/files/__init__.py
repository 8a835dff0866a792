"""Files to take away, made from what is shown and never from the screen."""
