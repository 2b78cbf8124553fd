-- One edition by its id.
SELECT r.id, r.area_code, coalesce((SELECT a.name FROM area a WHERE a.code = r.area_code), '') AS area_name, r.month, r.edition, r.corrects, r.reason, r.figures_on,
       r.changed, r.cremations, r.burials, r.eco_burials, r.deaths, r.warnings, r.error_note, r.error_answer, r.answered_at,
       r.author, r.author_name, r.received_at, r.return_reason, r.returned_by, r.returned_at, r.version, r.content_hash,
       NOT EXISTS (SELECT FROM monthly_report n WHERE n.area_code = r.area_code AND n.month = r.month AND n.edition > r.edition) AS standing
FROM monthly_report r WHERE r.id = $1
