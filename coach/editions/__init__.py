"""What a kiosk speaks with, brought by signed updates, and put in force as a whole."""
