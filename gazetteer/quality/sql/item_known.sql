-- Items of a review as they are.
SELECT id, place_id, kind, subject, state FROM quality_item WHERE review_id = $1
