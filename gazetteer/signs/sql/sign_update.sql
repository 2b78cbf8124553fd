-- Changes a sign; the columns of signs.Draft.
UPDATE sign SET place_id = $2, plan_id = $3, kind = $4, text = $5, romanised = $6, geom = $7, position_reason = $8, condition = $9,
    installed_on = $10::text::date, checked_on = $11::text::date, note = $12, version = version + 1, updated_at = now()
WHERE id = $1
