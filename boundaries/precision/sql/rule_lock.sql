-- Version of the rule of a role, locked for a change.
SELECT version FROM coordinate_precision WHERE role = $1 FOR UPDATE
