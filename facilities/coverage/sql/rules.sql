-- The counting rules with their stored parameters.
SELECT rule, coalesce(metres, 0), coalesce(minutes, 0), coalesce(share, 0), coalesce(reach, ''), source, note, version FROM coverage_rule
