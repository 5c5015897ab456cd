"""What the scripts run that are more than a few lines of bash."""
