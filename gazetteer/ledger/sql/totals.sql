-- Counts of what happened from $17 to $18, by year, month or county ($19); the rows that count are restricted as in rows.sql.
WITH veil AS MATERIALIZED (SELECT * FROM graded($20))
SELECT CASE $19::text WHEN 'year' THEN to_char(d.day, 'YYYY') WHEN 'month' THEN to_char(d.day, 'YYYY-MM')
            ELSE rpad(area_county(d.area_code), 6, '0') END AS period,
       count(*) FILTER (WHERE what = 'add'), count(*) FILTER (WHERE what = 'modify'), count(*) FILTER (WHERE what = 'delete'),
       count(*) FILTER (WHERE what = 'filed'), count(*) FILTER (WHERE what = 'announced'), count(*) FILTER (WHERE what = 'taken_in')
FROM (SELECT l.area_code, v.what, v.day
      FROM ledger_edit l
      LEFT JOIN veil h ON h.place_id = l.place_id
      CROSS JOIN LATERAL (VALUES (l.op, l.edited_on), ('filed', l.filed_on), ('announced', l.announced_on), ('taken_in', l.taken_in_on)) AS v (what, day)
      WHERE v.day BETWEEN $17::date AND $18::date
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
          OR EXISTS (SELECT FROM place_name n WHERE n.place_id = l.place_id AND n.grade <= $20
              AND (strpos(lower(n.text), $8) > 0 OR strpos(lower(n.text), $9::text) > 0 OR strpos(lower(n.pinyin), $8) > 0)))
      AND ($10::date IS NULL OR l.approved_on BETWEEN $10 AND $11::date)
      AND ($12::uuid IS NULL OR l.set_id = $12) AND ($13::uuid IS NULL OR l.approval_id = $13)
      AND ($14::float8[] IS NULL OR public.ST_Intersects(l.geom, public.ST_MakeEnvelope($14[1], $14[2], $14[3], $14[4], 4490))
          AND NOT EXISTS (SELECT FROM place p WHERE p.id = l.place_id AND p.geom_grade > $20))
      AND (h.place_id IS NULL OR edit_open(l.op, l.before, l.after, h.secrecy, h.texts, $20))
     ) d
GROUP BY 1
ORDER BY 1
