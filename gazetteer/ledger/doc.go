// Package ledger reads the ledger of name changes (地名变更台账): one row for each published
// change of an entry, with its approval, both days due, and what the national database has
// of it; as pages, as counts for its footer, as a workbook in the form of the office's
// report, and as CSV.
//
// It writes nothing: the rows come from package gazetteer, filings and announcements from
// package filing. Counts are those of gazetteer.Statistics, over the rows that a question
// is about: additions, modifications and deletions count on the day of the edit, filings
// (备案), announcements (公告) and takings-in (入库) each on its own.
package ledger
