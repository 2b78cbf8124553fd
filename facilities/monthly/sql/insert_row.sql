-- Adds a row to a report.
INSERT INTO monthly_row (report_id, facility_id, measure, total, used, before_total, before_used) VALUES ($1, $2, $3, $4, $5, $6, $7)
