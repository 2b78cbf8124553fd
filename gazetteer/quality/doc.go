// Package quality reviews the data of a class of entries, administrative areas first
// (数据质量核查): a review looks at every standing entry of a class and an area by the
// checks (Check), a table that the bureau edits, and makes a list to work off (Fault). An
// item is mended by itself when the next look finds the entry right, or is accepted as it
// is for a reason.
//
// It judges data, not names: the naming rules are package naming's.
package quality
