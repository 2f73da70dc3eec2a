"""Files that mean harm or are broken, and the tests that they are refused."""
