-- What facilities hold on a day ($1), by measure.
SELECT facility_id, measure, total, used FROM facility_capacity_on($1::date)
