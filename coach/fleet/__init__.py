"""The staff's page: every kiosk of a site, its open calls, and who goes there. A process of its own, off by default."""
