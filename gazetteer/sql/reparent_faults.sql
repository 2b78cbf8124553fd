-- Items of open data-quality reviews follow their entries out of the areas ($1); closed reviews stay as they were.
UPDATE quality_item i SET area_code = p.area_code
FROM place p, quality_review r
WHERE p.id = i.place_id AND r.id = i.review_id AND r.closed_at IS NULL AND i.area_code = ANY ($1::text[]) AND i.area_code <> p.area_code
