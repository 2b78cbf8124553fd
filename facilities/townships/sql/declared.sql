-- Whether any sharing of a site (联建) is on record, and any exemption from the official rule (免建).
SELECT EXISTS (SELECT FROM facility_service WHERE role = 'shared'),
       EXISTS (SELECT FROM coverage_exemption e JOIN facility_group g ON g.official AND (e.what = g.code OR e.what = ANY (g.kinds)) WHERE NOT e.retired)
