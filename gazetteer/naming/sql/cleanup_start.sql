-- A change set was started for the row; who started it has judged it too.
UPDATE cleanup SET state = 'to_rectify', verdict = 'to_rectify', set_id = $2, version = version + 1,
    judged_by = CASE verdict WHEN 'to_rectify' THEN judged_by ELSE $3 END,
    judged_at = CASE verdict WHEN 'to_rectify' THEN judged_at ELSE $4 END,
    reason = CASE verdict WHEN 'exception' THEN '' ELSE reason END
WHERE id = $1
