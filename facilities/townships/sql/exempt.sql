-- Areas that are exempt from the official rule on a day ($1), by exemptions of its group or of a kind of site of one's own, each with the document that says so.
SELECT area_as_of(e.area_code, $1::date), e.document
FROM coverage_exemption e
JOIN facility_group g ON g.official
WHERE (e.what = g.code OR e.what IN (SELECT k.code FROM facility_kind k WHERE k.ledger = 'own' AND k.code = ANY (g.kinds)))
  AND NOT e.retired AND e.from_on <= $1 AND (e.to_on IS NULL OR e.to_on > $1) AND area_as_of(e.area_code, $1) IS NOT NULL
ORDER BY e.from_on, e.id
