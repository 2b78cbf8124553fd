-- Changes a plan; the columns of PlanDraft.
UPDATE patrol_plan SET area_code = $2, line_code = $3, every_months = $4, patroller = $5, from_on = $6::text::date, until_on = $7::text::date,
    note = $8, version = version + 1, updated_at = now()
WHERE id = $1
