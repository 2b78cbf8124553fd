// Package filing takes an approved name from its approval to its announcement: filing (备案)
// with the authority that art. 13 of 地名管理条例 (2022) names, announcement (公告) under
// art. 14, the clocks of both, the papers for them, and what the national place-name
// database has of each edit (入库).
//
// Terms. An approval (批准) is the authority's, with its document; it comes with a change
// set and is never the review (审核) inside the system. It is filed by a report whose number
// and receiver are noted. An announcement is drafted from approvals, edited, and published:
// it gets a number of its bureau then, without gaps in a year, and is never deleted; a
// later one corrects or withdraws it. The three dates 备案, 公告 and 入库 stay apart.
//
// Both terms are 15 calendar days (Asia/Shanghai) from the approval; for names approved by
// departments other than the place-name department the term of the announcement begins
// with the filing. Corrections of information (信息修改) have neither duty.
//
// What a bureau prints is made of templates (Texts) that it edits; the program's own
// wording stands where it has none.
package filing
