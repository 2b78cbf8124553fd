-- Reads of exact coordinates, newest first: from ($1), to ($2, exclusive), by login ($3), of accounts of an area ($4, '' for all), after a row ($5 at, $6 id), at most $7.
SELECT id, at, account_id, login, role, area_code, door, route, subject, layers, records, request FROM exact_read
WHERE ($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at < $2)
    AND ($3::text = '' OR login = $3) AND ($4::text = '' OR starts_with(area_code, $4))
    AND ($5::timestamptz IS NULL OR at <= $5 AND (at, id) < ($5, $6::bigint))
ORDER BY at DESC, id DESC LIMIT $7
