-- Whether an area ($1; empty: everywhere) exists, and which other reading than $4 settles the text $2 in the scope $3 there.
SELECT $1 = '' OR EXISTS (SELECT FROM pub_area WHERE code = $1 AND NOT external),
       (SELECT id FROM naming_reading WHERE text = $2 AND scope = $3 AND area_code = $1 AND id <> $4)
