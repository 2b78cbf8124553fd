-- Areas of today that facilities may name: those with the codes ($1), all of them for NULL.
SELECT code, name, level, external FROM pub_area
WHERE ($1::text[] IS NULL OR code = ANY ($1)) AND (valid_to IS NULL OR valid_to > current_date)
