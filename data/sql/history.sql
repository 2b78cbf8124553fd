-- Every revision of a record with its change, newest change first, rows in their order.
SELECT c.id, c.at, c.actor, c.actor_name, c.door, c.reason, r.tbl, r.op, r.before, r.after
FROM revision r JOIN change c ON c.id = r.change_id
WHERE r.entity = $1 AND r.entity_id = $2
ORDER BY c.at DESC, c.id DESC, r.id
