-- Editions for a township ($1) and month ($2), the last first.
SELECT r.id, r.area_code, coalesce((SELECT a.name FROM area a WHERE a.code = r.area_code), '') AS area_name, r.month, r.edition, r.corrects, r.reason, r.figures_on,
       r.changed, r.cremations, r.burials, r.eco_burials, r.deaths, r.warnings, r.error_note, r.error_answer, r.answered_at,
       r.author, r.author_name, r.received_at, r.return_reason, r.returned_by, r.returned_at, r.version,
       r.edition = max(r.edition) OVER () AS standing
FROM monthly_report r WHERE r.area_code = $1 AND r.month = $2
ORDER BY r.edition DESC
