-- Whether a class ($1) and an inside area ($2) exist.
SELECT EXISTS (SELECT FROM place_class WHERE code = $1),
       EXISTS (SELECT FROM pub_area WHERE code = $2 AND NOT external AND (valid_to IS NULL OR valid_to > current_date))
