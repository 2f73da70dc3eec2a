"""The stories of features/, bound to the service."""
