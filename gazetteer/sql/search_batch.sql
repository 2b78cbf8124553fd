-- The next entries ($2) after one ($1), kept from being written until the search rows are made again.
SELECT id FROM place WHERE id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE
