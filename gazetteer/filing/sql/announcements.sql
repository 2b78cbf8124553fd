-- Announcements, newest first: one ($1), or of a bureau's area ($2), a state ($3), a year ($4), an approval ($5); only those ever published ($6); with a text in number or title ($7); after a position (published on $8, serial $9, id $10), at most $11, for readers of a grade ($12).
SELECT a.id, a.area_code, x.name AS area_name, a.kind, a.state, coalesce(a.year, 0) AS year, coalesce(a.serial, 0) AS serial, a.number, a.title,
       a.body, a.closing, a.issuer, a.published_on::text AS published_on, a.published_at, a.updated_at, a.clerk, a.version, a.replaces,
       coalesce(o.number, '') AS replaces_number, coalesce(o.title, '') AS replaces_title, n.id AS replaced_by, coalesce(n.number, '') AS replaced_by_number,
       (SELECT count(*) FROM announced_name m WHERE m.announcement_id = a.id AND (a.published_on IS NOT NULL OR NOT EXISTS (
           SELECT FROM place_edit e JOIN place p ON p.id = e.place_id WHERE e.id = m.edit_id AND p.grade > $12)))::integer AS names_count,
       coalesce(o.area_code || '-' || o.year || '-' || o.serial, '') AS replaces_slug, coalesce(n.area_code || '-' || n.year || '-' || n.serial, '') AS replaced_by_slug
FROM announcement a
JOIN pub_area x ON x.code = a.area_code
LEFT JOIN announcement o ON o.id = a.replaces
LEFT JOIN announcement n ON n.replaces = a.id AND n.state NOT IN ('draft', 'discarded')
WHERE ($1::uuid IS NULL OR a.id = $1)
  AND ($2::text = '' OR starts_with(a.area_code, $2)) AND ($3::text = '' AND ($1 IS NOT NULL OR a.state <> 'discarded') OR a.state = $3)
  AND ($4::integer = 0 OR a.year = $4)
  AND ($5::uuid IS NULL OR EXISTS (SELECT FROM announced_name m JOIN place_edit e ON e.id = m.edit_id WHERE m.announcement_id = a.id AND e.approval_id = $5))
  AND (NOT $6::boolean OR a.published_on IS NOT NULL)
  AND ($7::text = '' OR strpos(lower(a.number), $7) > 0 OR strpos(lower(a.title), $7) > 0)
  AND (coalesce(a.published_on, 'infinity'), coalesce(a.serial, 0), a.id) < ($8::date, $9::integer, $10::uuid)
ORDER BY coalesce(a.published_on, 'infinity') DESC, coalesce(a.serial, 0) DESC, a.id DESC
LIMIT $11
