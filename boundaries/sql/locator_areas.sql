-- Areas down to the township as they were on a day ($1), with polygons where there are any, outermost first; and from and until when nothing begins or ends.
SELECT code, name, level, parent, geom,
    (SELECT max(d)::text FROM pub_area_state s, unnest(ARRAY[s.valid_from, s.valid_to]) d WHERE d <= $1::text::date),
    (SELECT min(d)::text FROM pub_area_state s, unnest(ARRAY[s.valid_from, s.valid_to]) d WHERE d > $1::text::date)
FROM pub_area_state
WHERE level <> 'village' AND (valid_from IS NULL OR valid_from <= $1::text::date) AND (valid_to IS NULL OR valid_to > $1::text::date)
ORDER BY length(code), code
