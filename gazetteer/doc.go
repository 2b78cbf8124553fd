// Package gazetteer keeps place names (地名): entries with their name forms, search by
// Chinese and pinyin, the dated ledger of edits with its yearly figures, and the import
// of all of them.
//
// Terms. An entry (Place) is one named thing with a class (地名类别, GB/T 18521), a
// declared area and a position. It has name forms (Name): one standard name (标准名称),
// at most one short name (简称), aliases (别名), former names (曾用名). An Edit is one dated
// addition, modification or deletion; officers report their counts by year. Filing
// (备案), announcement (公告) and being taken into the national database (入库) are three
// dates of an edit and never mixed.
//
// The package does not know HTTP or its sibling domains: what it needs of boundaries
// is the interface AreaLocator and the view pub_area.
package gazetteer
