-- Adds a dated edit to the ledger.
INSERT INTO place_edit (id, seq, place_id, op, edited_on, area_code, class_code, before, after, taken_in_on, origin,
                        matter, clerk, set_id, item_id, approval_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
