// Package interchange reads and writes the files that offices exchange: CSV in
// UTF-8 or GB18030 and GeoJSON, and workbooks out (package xlsx). It knows no SQL
// and no domain: a file becomes rows of named texts with, maybe, a geometry in
// lon/lat, and what is wrong with a row is noted on the row, by field.
//
// Two kinds of things can be wrong. A file that cannot be read as a whole (no
// header, an encoding that is neither, JSON that breaks off) is an error, a
// [*problem.Error]. A row that cannot be read (bytes of another encoding, too
// many cells, a broken geometry) is given all the same, with Row.Errors, and
// reading goes on, so that an officer hears of all bad rows at once.
//
// A further format is a file of this package with a [format] in the list in
// format.go.
package interchange
