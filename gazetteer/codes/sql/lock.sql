-- What a code is made of, for an entry that is kept from others until the end.
SELECT version, place_code, area_code, class_code, name FROM place WHERE id = $1 FOR UPDATE
