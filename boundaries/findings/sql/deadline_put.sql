-- Sets the hours ($2) that may pass after a step ($1).
UPDATE finding_deadline SET hours = $2 WHERE step = $1 AND hours <> $2
