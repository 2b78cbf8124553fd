-- Whether any sharing of a site (联建) is on record, and any exemption from the official rule (免建).
SELECT EXISTS (SELECT FROM facility_service WHERE role = 'shared'),
       EXISTS (SELECT FROM coverage_exemption e JOIN facility_group g ON g.official
               WHERE NOT e.retired AND (e.what = g.code OR e.what IN (SELECT k.code FROM facility_kind k WHERE k.ledger = 'own' AND k.code = ANY (g.kinds))))
