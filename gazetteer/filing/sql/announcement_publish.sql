-- Publishes an announcement ($1): year, serial, number, day.
UPDATE announcement SET state = 'published', year = $2, serial = $3, number = $4, published_on = $5, published_at = now(),
    version = version + 1, updated_at = now()
WHERE id = $1
