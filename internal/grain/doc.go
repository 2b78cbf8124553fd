// Package grain makes coordinates coarse: what is shown to a reader who may not see exact
// ones is moved to the middle of a cell of a grid. It knows no SQL and no HTTP.
//
// A [Grain] is the side of a cell. The cells of a coarse grain are made of whole cells of
// every finer one, so that two coarse pictures of a thing say together what the finer one
// says alone, and asking again, in another role or after another setting, narrows nothing
// down. The same place always goes to the same point: there is no noise to average away.
//
// What is coarse stands beside the coordinates themselves, as tags of the fields that hold
// them ([Reader.Apply]), so that whatever shows the type shows it coarse:
//
//	Lon      float64  `coarse:"markers,snap"`
//	Northing *float64 `coarse:"markers,drop"`
//
// The [Reader] of a request travels in its context; it also counts the records that it was
// shown exactly.
package grain
