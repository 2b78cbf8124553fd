-- Keeps others from a review until the end.
SELECT id FROM quality_review WHERE id = $1 FOR UPDATE
