// Package facilities keeps burial and care facilities (殡葬与养老设施), their kinds and groups.
//
// Kinds are data: a bureau adds a row, nothing here lists them. A facility (设施) has a
// dated status history, so that every question can be asked as of a day: it counts from the
// first day of in_use up to, not including, the day on which that status ends.
//
// Terms: a kind (类别) and its subkinds; a group (类组) of kinds that count together; the
// unit (统计单位), the level of area a kind is counted by. What is computed from them stands
// in the packages below: coverage, townships (乡镇覆盖表), indicators, network, siting.
//
// The package does not choose sites, draw maps or speak HTTP. Positions are lon/lat in
// EPSG:4490; days are those of Asia/Shanghai.
package facilities
