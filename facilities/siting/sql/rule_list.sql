-- Siting rules in force on a day ($1, or any), for a kind ($2, or any), with withdrawn ones ($3) or without; $4 is today.
SELECT id, ref, instrument, article, text, valid_from::text AS valid_from, valid_to::text AS valid_to, feature, classes, grade, distance_m,
       severity, kinds, source, note,
       (valid_from IS NULL OR valid_from <= $4::text::date) AND (valid_to IS NULL OR valid_to > $4::text::date) AS in_force,
       retired, version, updated_at
FROM siting_rule
WHERE ($1::text IS NULL OR (valid_from IS NULL OR valid_from <= $1::text::date) AND (valid_to IS NULL OR valid_to > $1::text::date))
  AND ($2::text = '' OR kinds = '{}' OR $2 = ANY (kinds))
  AND ($3::boolean OR NOT retired)
ORDER BY instrument, article, feature, id
