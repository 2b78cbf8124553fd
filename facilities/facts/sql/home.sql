-- The area that a code ($1) stands for on a day ($2), or the prefecture that this installation serves for '', as it was then.
SELECT code, name FROM pub_area_state
WHERE NOT external AND code = area_as_of(coalesce(nullif($1::text, ''), (SELECT value ->> 'code' FROM setting WHERE key = 'prefecture')), $2::date)
  AND (valid_from IS NULL OR valid_from <= $2) AND (valid_to IS NULL OR valid_to > $2)
