-- What facilities hold on a day, as in 0041, but the measure of a kind is worked out once for each kind: joined plainly it was
-- asked for at every facility, three times, and made up most of a cold answer of coverage.

CREATE OR REPLACE FUNCTION facility_capacity_on(p_day date) RETURNS TABLE (facility_id uuid, measure text, total integer, used integer)
LANGUAGE sql STABLE AS $$
    WITH measured AS MATERIALIZED (SELECT k.code, cairn.facility_measure(k.code) AS measure FROM cairn.facility_kind k)
    SELECT c.facility_id, c.measure,
           (array_agg(c.total ORDER BY c.on_day DESC) FILTER (WHERE c.total IS NOT NULL))[1],
           (array_agg(c.used ORDER BY c.on_day DESC) FILTER (WHERE c.used IS NOT NULL))[1]
    FROM cairn.facility_capacity c WHERE c.on_day <= p_day
    GROUP BY c.facility_id, c.measure
    UNION ALL
    SELECT v.id, v.measure, v.total, v.used
    FROM (SELECT f.id, m.measure, f.capacity AS total, f.used
          FROM cairn.facility f JOIN measured m ON m.code = f.kind
          WHERE m.measure IS NOT NULL AND (f.capacity IS NOT NULL OR f.used IS NOT NULL)
          UNION ALL
          SELECT f.id, 'nursing_beds', f.nursing_beds, NULL FROM cairn.facility f WHERE f.nursing_beds IS NOT NULL) v
    WHERE NOT EXISTS (SELECT FROM cairn.facility_capacity c WHERE c.facility_id = v.id AND c.measure = v.measure)
$$;
