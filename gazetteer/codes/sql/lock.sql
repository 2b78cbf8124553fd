-- What a code is made of, for an entry that is kept from others until the end and a reader of the grade $2 may know.
SELECT version, place_code, area_code, class_code, name FROM place WHERE id = $1 AND grade <= $2 FOR UPDATE
