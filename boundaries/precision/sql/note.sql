-- Notes a request that was answered with exact coordinates.
INSERT INTO exact_read (at, account_id, login, role, area_code, door, route, subject, layers, records, request)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
