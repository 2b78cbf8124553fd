-- Begins a review.
INSERT INTO quality_review (id, title, class_prefix, area_code, author, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, 0)
