-- Adds a change set.
INSERT INTO change_set (id, stream, title, reason, state, area_code, author_id, author, author_name, approval_id, reverts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
