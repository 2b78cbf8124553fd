-- Keeps others from writing kinds and groups, and from writing facilities by what the kinds are now, until the transaction ends.
LOCK TABLE facility_kind, facility_group IN EXCLUSIVE MODE
