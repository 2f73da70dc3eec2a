"""What the product costs against floors of our own on both databases, as ratios: `make bench`."""
