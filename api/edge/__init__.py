"""The edge of the service: what every request passes, and what every error looks like."""
