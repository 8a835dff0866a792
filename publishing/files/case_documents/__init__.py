"""Documents of a case in Word: letter of offer, accord, agreement, from templates in sandboxes."""
