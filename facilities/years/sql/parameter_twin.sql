-- Whether another parameter (than $1) of the same area ($2), matter ($3) and first day ($4) is on record, and whether there is the area.
SELECT EXISTS (SELECT FROM burial_parameter WHERE id <> $1 AND NOT retired AND (area_code, what, from_on) = ($2::text, $3::text, $4::date)),
       EXISTS (SELECT FROM area WHERE code = $2 AND NOT external)
