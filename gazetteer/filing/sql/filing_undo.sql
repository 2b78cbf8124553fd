-- Undoes the filing of an approval ($1) for a reason ($2).
UPDATE filing SET undone = true, undone_why = $2 WHERE approval_id = $1 AND NOT undone
