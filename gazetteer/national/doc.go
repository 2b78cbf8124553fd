// Package national compares the gazetteer with exports of the national place-name database
// (国家地名信息库), which is authoritative: people export it as CSV or a workbook and read it
// in here; nobody types anything again.
//
// Terms. A Mapping says which column (heading) of an export holds which field; it is kept
// and found again by the headings. An Export is one file with its version and day; its rows
// are staged: kept as the file has them and as read, bad ones to be mended or ignored. A
// Difference is what the two databases do not agree on: an entry missing here, one missing
// there, a field that differs, or a row of which nobody can tell which entry it is. People
// decide about differences: accepted into a change set, ours is right (with a reason), or
// later; decisions hold for later exports too.
//
// The package writes no entries: what is accepted goes through a change set (信息修改) and
// its review. It reads entries by its own SQL, for doors that need the right to tend names.
package national
