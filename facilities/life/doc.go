// Package life keeps what happens to a facility (设施) after it is on record: the stages
// (阶段) of its project, its capacity by day, grades (等级), operators (运营单位), greening
// share (墓区绿化率), papers (手续), approvals and filings (审批与备案), service area with shared
// sites (联建), and contacts (联系人).
//
// Each of these is a Part: a list that is put as a whole at a version of the facility. A
// part's rows are tracked under the facility, whose version every write raises, so that
// its history shows them. Figures of the record (capacity, grade, operator) always say
// what the newest dated row says.
//
// Contacts are told only to accounts that may edit facilities of the area: they have a
// door of their own, and their names and numbers are left out of revisions.
//
// Scans are attachments of the facility; their role names the row: stage_<code>,
// filing_<id without hyphens>, papers.
package life
