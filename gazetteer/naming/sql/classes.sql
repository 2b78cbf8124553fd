-- Names of the classes.
SELECT code, name FROM place_class
