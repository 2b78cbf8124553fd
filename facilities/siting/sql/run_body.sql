-- Question, versions and answer of a siting run.
SELECT ask, versions, result, digest FROM siting_run WHERE id = $1
