-- Takes out of an announcement ($1) all names but those of some edits ($2).
DELETE FROM announced_name WHERE announcement_id = $1 AND edit_id <> ALL ($2::uuid[])
