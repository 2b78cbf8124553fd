-- Whom kinds of facility take that declare no service area.
SELECT code, serves FROM facility_kind
