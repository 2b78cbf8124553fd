-- Edits, filings, announcements and takings-in from $1 to $2, of an area ($3, with the areas that went into it whole) and a class ($4), by year, month, county or class ($5), as far as a reader of a grade ($6) may know.
WITH veil AS MATERIALIZED (SELECT * FROM graded($6))
SELECT CASE $5::text WHEN 'year' THEN to_char(e.day, 'YYYY') WHEN 'month' THEN to_char(e.day, 'YYYY-MM') WHEN 'class' THEN e.class_code
            ELSE rpad(area_county(e.area_code), 6, '0') END AS period,
       count(*) FILTER (WHERE what = 'add'), count(*) FILTER (WHERE what = 'modify'), count(*) FILTER (WHERE what = 'delete'),
       count(*) FILTER (WHERE what = 'filed'), count(*) FILTER (WHERE what = 'announced'), count(*) FILTER (WHERE what = 'taken_in')
FROM (SELECT area_code, class_code, what, day
      FROM place_edit x
      LEFT JOIN veil h ON h.place_id = x.place_id
      CROSS JOIN LATERAL (VALUES (op, edited_on), ('filed', filed_on), ('announced', announced_on), ('taken_in', taken_in_on)) AS v (what, day)
      WHERE day BETWEEN $1::date AND $2::date
        AND (h.place_id IS NULL OR edit_open(x.op, x.before, x.after, h.secrecy, h.texts, $6))) e
WHERE ($3::text = '' OR EXISTS (SELECT FROM unnest((SELECT area_family($3))) f WHERE starts_with(e.area_code, f)))
  AND ($4::text = '' OR starts_with(class_code, $4))
GROUP BY 1
ORDER BY 1
