-- Whether the records give a facility ($1) a figure (measure $2, total $3, used $4) on a day ($5).
SELECT EXISTS (SELECT FROM facility_capacity_on($5::date) c
               WHERE (c.facility_id, c.measure) = ($1::uuid, $2::text) AND (c.total, c.used) IS NOT DISTINCT FROM ($3::integer, $4::integer))
