-- Changes title and days of a round.
UPDATE inspection_round SET title = $2, starts_on = $3::text::date, ends_on = $4::text::date, version = version + 1, updated_at = now() WHERE number = $1
