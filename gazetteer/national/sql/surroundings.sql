-- Areas inside the prefecture and above it, and classes, with their names.
SELECT 'area', code, name FROM pub_area WHERE NOT external AND (valid_to IS NULL OR valid_to > current_date)
UNION ALL SELECT 'class', code, name FROM place_class
