-- Accepts an item as it is for the reason $2; without one it is open again.
UPDATE quality_item SET state = CASE $2::text WHEN '' THEN 'open' ELSE 'accepted' END, reason = $2, judged_by = $3, judged_at = $4, version = version + 1
WHERE id = $1
