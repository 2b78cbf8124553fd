-- Rows of the ledger by area ($1), class ($2), matter ($3), op ($4), national state ($5), due ($6), clerk ($7), text ($8, $9), approval days ($10, $11), set ($12), approval ($13), box ($14), as of today ($15) with days of warning ($16); edited from $17 to $18, after the row of a day ($19) and id ($20), at most $21, newest first, for readers of a grade ($22).
WITH veil AS MATERIALIZED (SELECT * FROM graded($22))
SELECT edit_id, l.place_id, edited_on::text AS on, op, matter, name, pinyin, class_code, class_name, area_code, county, township, before, after,
       approval_id, authority, authority_kind, document, approved_on::text AS approved_on,
       filing_due_on::text AS filing_due_on, filed_on::text AS filed_on,
       announcement_due_on::text AS announcement_due_on, announced_on::text AS announced_on, announcement_number,
       national_state, reported_on::text AS reported_on, taken_in_on::text AS taken_in_on, returned_on::text AS returned_on,
       return_reason, export_version, clerk, set_id, set_number, public.ST_X(at.point) AS lon, public.ST_Y(at.point) AS lat
FROM ledger_edit l
LEFT JOIN veil v ON v.place_id = l.place_id
LEFT JOIN LATERAL (SELECT public.ST_PointOnSurface(p.geom) AS point FROM place p WHERE p.id = l.place_id AND p.geom_grade <= $22) at ON true
WHERE l.edited_on BETWEEN $17::date AND $18::date
  AND (l.edited_on, l.edit_id) < ($19::date, $20::uuid)
  AND ($1::text = '' OR EXISTS (SELECT FROM unnest((SELECT area_family($1))) f WHERE starts_with(l.area_code, f))) AND ($2::text = '' OR starts_with(l.class_code, $2))
  AND ($3::text = '' OR l.matter = $3) AND ($4::text = '' OR l.op = $4) AND ($5::text = '' OR l.national_state = $5)
  AND CASE $6::text WHEN '' THEN true
          WHEN 'filing' THEN l.filing_due_on IS NOT NULL AND l.filed_on IS NULL
          WHEN 'announcement' THEN l.announcement_due_on IS NOT NULL AND l.announced_on IS NULL
          WHEN 'overdue' THEN l.filed_on IS NULL AND l.filing_due_on < $15::date OR l.announced_on IS NULL AND l.announcement_due_on < $15::date
          ELSE l.filed_on IS NULL AND l.filing_due_on BETWEEN $15::date AND $15::date + $16::integer
              OR l.announced_on IS NULL AND l.announcement_due_on BETWEEN $15::date AND $15::date + $16::integer END
  AND ($7::text = '' OR l.clerk = $7)
  AND ($8::text = '' OR strpos(lower(l.document), $8) > 0 OR strpos(l.before ->> 'name', $9) > 0 OR strpos(l.after ->> 'name', $9) > 0
      OR EXISTS (SELECT FROM place_name n WHERE n.place_id = l.place_id AND n.grade <= $22
          AND (strpos(lower(n.text), $8) > 0 OR strpos(lower(n.text), $9::text) > 0 OR strpos(lower(n.pinyin), $8) > 0)))
  AND ($10::date IS NULL OR l.approved_on BETWEEN $10 AND $11::date)
  AND ($12::uuid IS NULL OR l.set_id = $12) AND ($13::uuid IS NULL OR l.approval_id = $13)
  AND ($14::float8[] IS NULL OR public.ST_Intersects(l.geom, public.ST_MakeEnvelope($14[1], $14[2], $14[3], $14[4], 4490))
      AND NOT EXISTS (SELECT FROM place p WHERE p.id = l.place_id AND p.geom_grade > $22))
  AND (v.place_id IS NULL OR edit_open(l.op, l.before, l.after, v.secrecy, v.texts, $22))
ORDER BY l.edited_on DESC, l.edit_id DESC
LIMIT $21
