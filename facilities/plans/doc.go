// Package plans keeps plan documents with their tables of projects (规划项目表: year × county
// × project, say "2022 马关 骨灰堂") and says how far they have come.
//
// A project of the table becomes a facility that is planned, with the last day of its year
// as target, or is linked to one that is on record. Its stand is that of the facility: in
// use, being built, planned; what is not in use after its year is delayed. Where the table
// names only the county and the kind of facility needs a township, the project waits
// without a facility until the township is known.
//
// Tables come as they are written: titles above the header, merged cells, names instead of
// codes, totals (合计), money in 万元, one row a project or one column a year. Reading a
// table writes nothing: rows with their faults go back to a person, who puts them.
package plans
