-- Ends a review.
UPDATE quality_review SET closed_at = $2, version = version + 1 WHERE id = $1
