// Package products makes what a place-name office publishes out of its gazetteer (图录典志):
// the map (图) as a sheet to print, the list (录) by class and area as a workbook, the
// dictionary (典) in the order of pinyin and the gazetteer (志) with meaning, origin and
// history as documents, and the same entries for other programs as GeoJSON and in the
// Linked Places Format.
//
// Every product is of a Selection: an area, a class, the state of the entries. What the
// reader may not see of an entry is not in it.
package products
