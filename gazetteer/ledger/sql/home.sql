-- The area with a code ($1), or the prefecture that this installation serves for ''.
SELECT code, name FROM pub_area
WHERE code = coalesce(nullif($1::text, ''), (SELECT value ->> 'code' FROM setting WHERE key = 'prefecture'))
