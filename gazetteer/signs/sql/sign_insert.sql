-- Adds a sign; the columns of signs.Draft.
INSERT INTO sign (id, place_id, plan_id, kind, text, romanised, geom, position_reason, condition, installed_on, checked_on, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::date, $11::text::date, $12)
