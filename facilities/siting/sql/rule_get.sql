-- A siting rule by its id; $2 is today.
SELECT id, ref, instrument, article, text, valid_from::text AS valid_from, valid_to::text AS valid_to, feature, classes, grade, distance_m,
       severity, kinds, source, note,
       (valid_from IS NULL OR valid_from <= $2::text::date) AND (valid_to IS NULL OR valid_to > $2::text::date) AS in_force,
       retired, version, updated_at
FROM siting_rule WHERE id = $1
