-- Whether there is a class that begins with $1 and an area $2 of ours.
SELECT $1::text = '' OR EXISTS (SELECT FROM place_class WHERE starts_with(code, $1)), EXISTS (SELECT FROM pub_area WHERE code = $2 AND NOT external)
