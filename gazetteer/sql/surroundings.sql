-- The codes of all classes and of all inside areas, and whether there are polygons to check positions against.
SELECT ARRAY(SELECT code FROM place_class), ARRAY(SELECT code FROM pub_area WHERE NOT external AND (valid_to IS NULL OR valid_to > current_date)),
       EXISTS (SELECT FROM pub_area WHERE NOT external AND geom IS NOT NULL)
