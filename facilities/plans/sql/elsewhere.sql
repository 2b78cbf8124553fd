-- Of ids of projects ($1), those that are another plan's than $2.
SELECT coalesce(array_agg(id), '{}') FROM facility_plan_row WHERE id = ANY ($1::uuid[]) AND plan_id <> $2::uuid
