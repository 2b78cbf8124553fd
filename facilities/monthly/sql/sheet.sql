-- Townships of an area ($1) at the end of a month ($2, its last day $3) with the edition that stands, the sums of its rows, and the months from the first expected one ($4, null: the first that anybody reported) to the last due one ($5) that are not confirmed.
WITH unit AS MATERIALIZED (
    SELECT code, name, valid_from FROM pub_area_state
    WHERE level = 'township' AND starts_with(code, $1::text) AND formal AND NOT external
      AND (valid_from IS NULL OR valid_from <= $3::date) AND (valid_to IS NULL OR valid_to > $3)),
due AS MATERIALIZED (
    SELECT m.month::date FROM generate_series(coalesce($4::date, (SELECT min(month) FROM monthly_report), $2::date)::timestamp, $5::date::timestamp, interval '1 month') m (month)),
said AS MATERIALIZED (
    SELECT s.id, s.area_code, sum(greatest(w.total - w.used, 0)) FILTER (WHERE w.measure = 'plots' AND w.total - w.used IS NOT NULL) AS plots, sum(greatest(w.total - w.used, 0)) FILTER (WHERE w.measure = 'niches' AND w.total - w.used IS NOT NULL) AS niches,
           sum(greatest(w.total - w.used, 0)) FILTER (WHERE w.measure = 'eco_plots' AND w.total - w.used IS NOT NULL) AS eco, sum(w.total) FILTER (WHERE w.measure = 'beds' AND k.ledger = 'care') AS beds,
           sum(w.total) FILTER (WHERE w.measure = 'nursing_beds' AND k.ledger = 'care') AS nursing, sum(w.used) FILTER (WHERE w.measure = 'beds' AND k.ledger = 'care') AS residents
    FROM monthly_standing s LEFT JOIN monthly_row w ON w.report_id = s.id
    LEFT JOIN facility f ON f.id = w.facility_id LEFT JOIN facility_kind k ON k.code = f.kind
    WHERE s.month = $2 AND starts_with(s.area_code, $1)
    GROUP BY s.id, s.area_code)
SELECT u.code AS area_code, u.name, left(u.code, 6) AS county_code,
       coalesce((SELECT c.name FROM pub_area_state c WHERE c.code = left(u.code, 6) AND (c.valid_from IS NULL OR c.valid_from <= $3) AND (c.valid_to IS NULL OR c.valid_to > $3) LIMIT 1), '') AS county,
       CASE WHEN r.id IS NULL THEN 'missing' WHEN r.returned_at IS NULL THEN 'confirmed' ELSE 'returned' END AS state,
       ARRAY(SELECT d.month FROM due d
             WHERE (u.valid_from IS NULL OR u.valid_from < (d.month + interval '1 month')::date)
               AND NOT EXISTS (SELECT FROM pub_monthly_report p WHERE p.area_code = u.code AND p.month = d.month)
             ORDER BY d.month) AS arrears,
       r.id AS report_id, r.edition, r.changed, r.received_at, coalesce(nullif(r.author_name, ''), r.author, '') AS author,
       coalesce(r.return_reason, '') AS returned, coalesce(r.error_note, '') AS error_note, coalesce(r.error_note <> '' AND r.answered_at IS NULL, false) AS error_open,
       r.cremations, r.burials, r.eco_burials, r.deaths, s.plots::integer AS plots_left, s.niches::integer AS niches_left, s.eco::integer AS eco_left,
       s.beds::integer AS beds, s.nursing::integer AS nursing, s.residents::integer AS residents
FROM unit u
LEFT JOIN said s ON s.area_code = u.code
LEFT JOIN monthly_report r ON r.id = s.id
ORDER BY u.code
