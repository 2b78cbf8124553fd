-- Names from the prefecture down to each of the areas $1.
SELECT k.code, ARRAY(SELECT a.name FROM pub_area a
                     WHERE a.code IN (left(k.code, 4), left(k.code, 6), left(k.code, 9), left(k.code, 12))
                     ORDER BY a.code)
FROM unnest($1::text[]) k (code)
