"""The licences of everything that goes out with the application."""
