-- Gives the edits ($1) the day on which they were announced ($2), where they have none.
UPDATE place_edit SET announced_on = $2::date WHERE id = ANY ($1::uuid[]) AND announced_on IS NULL
