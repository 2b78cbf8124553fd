-- Adds a sizing standard.
INSERT INTO sizing_standard (id, name, document, rule, measure, years, share_percent, of_measure, factor, note, sort)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
