-- Last serial of a bureau ($1) in a year ($2), and the last day on which it announced.
SELECT coalesce(max(serial), 0), coalesce(max(published_on)::text, '') FROM announcement WHERE area_code = $1 AND year = $2
