-- Adds a draft of an announcement.
INSERT INTO announcement (id, area_code, kind, replaces, title, body, closing, issuer, clerk) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
