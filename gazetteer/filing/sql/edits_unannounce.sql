-- Takes from the edits of an announcement ($1) the day of it, but for those ($2) that are announced again.
UPDATE place_edit SET announced_on = NULL
WHERE id IN (SELECT edit_id FROM announced_name WHERE announcement_id = $1) AND id <> ALL ($2::uuid[])
