-- Names of all classes by code.
SELECT code, name FROM place_class
