-- Gives the edits ($1) the day on which they were filed ($2), or takes it away.
UPDATE place_edit SET filed_on = $2::date WHERE id = ANY ($1::uuid[])
