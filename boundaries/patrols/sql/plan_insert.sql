-- Adds a plan; the columns of PlanDraft.
INSERT INTO patrol_plan (id, area_code, line_code, every_months, patroller, from_on, until_on, note)
VALUES ($1, $2, $3, $4, $5, $6::text::date, $7::text::date, $8)
