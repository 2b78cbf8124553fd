-- Hours that may pass after each step.
SELECT step, hours FROM finding_deadline
ORDER BY array_position(ARRAY['found', 'reported', 'joint_visit', 'decided', 'handled', 'filed'], step)
