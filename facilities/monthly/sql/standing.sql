-- The last edition of a township ($1) for a month ($2).
SELECT id FROM monthly_standing WHERE area_code = $1 AND month = $2
