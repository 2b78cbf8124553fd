-- Inputs of a siting run, or those of the run that it repeats.
WITH RECURSIVE chain AS (
    SELECT id, repeat_of, stored_inputs, input, 1 AS step FROM siting_run WHERE id = $1
    UNION ALL
    SELECT r.id, r.repeat_of, r.stored_inputs, r.input, c.step + 1 FROM chain c JOIN siting_run r ON r.id = c.repeat_of WHERE c.stored_inputs)
SELECT (SELECT input FROM chain WHERE input IS NOT NULL ORDER BY step LIMIT 1) FROM siting_run WHERE id = $1
