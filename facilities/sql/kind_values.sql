-- The values that the facilities of a kind ($1) have in its own fields, each with its number.
SELECT e.key, e.value, count(*)
FROM facility f CROSS JOIN LATERAL jsonb_each(f.extra) e
WHERE f.kind = $1
GROUP BY e.key, e.value
