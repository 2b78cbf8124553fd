-- Gives an area whose code goes on its new state, from a day on; the polygon only where it is another ($7).
UPDATE area SET name = $2, parent = $3, pinyin = $4, seat = $5, geom = CASE WHEN $7::boolean THEN $6 ELSE geom END,
    valid_from = $8, version = version + 1, updated_at = now()
WHERE code = $1
