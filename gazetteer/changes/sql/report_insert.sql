-- Takes a report.
INSERT INTO place_report (id, place_id, kind, field, value, note, area_code, author_id, author, author_name, at, state, closed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
