// Package signs keeps the register of name signs (地名标志): which sign stands where for
// which entry, what it says, in what condition, and the yearly plans by which the names
// of an area get theirs.
//
// A Sign belongs to an entry of the gazetteer and so to its area; a Plan belongs to an
// area and a year and states how many names and signs it is for. Progress compares the
// two. Photos hang on a sign as attachments of the owner "sign".
package signs
