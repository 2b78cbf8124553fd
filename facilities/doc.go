// Package facilities keeps burial and care facilities (殡葬与养老设施) and says which
// townships they cover.
//
// Kinds are data: a bureau adds a row, nothing here lists them. A facility (设施) has a
// dated status history, so that every question can be asked as of a day. Coverage (覆盖率)
// is presence: areas of the kind's counting unit with at least one facility in use,
// divided by all areas of that unit. A facility counts from the first day of in_use up
// to, not including, the day on which that status ends.
//
// Terms: a kind (类别) and its subkinds; a group (类组) of kinds that count together; the
// unit (统计单位), the level of area a kind is counted by; the ledger (乡镇覆盖表), one row
// per township; the official rule (官方口径), a township cemetery or a columbarium.
//
// The package does not choose sites, draw maps or speak HTTP. Positions are lon/lat in
// EPSG:4490; days are those of Asia/Shanghai.
package facilities
