// Package years says how long burial capacity lasts: remaining plots ÷ (population × death
// rate × uptake), apart for graves (墓穴), niches (格位) and eco plots (生态安葬位), by township
// and county, with the year in which each runs out.
//
// Death rate and uptake are stored parameters with dates and sources; the row of the finest
// area that holds a place counts, of several the one that began last. There are four states,
// never fewer: enough (lasts the horizon), runs out in a year, no capacity (there is no such
// facility), no data. Nothing that is unknown is taken for 0: facilities that do not state
// what is left are counted apart, and the years are then a lower bound.
//
// Where a facility's places count: those of kinds counted by county belong to all townships
// of the county, those that declare a service area (联建 included) to the townships of that
// area and their own, each by its share of the people; all others to the township that they
// stand in. A county has what stands in it, whoever it serves.
//
// Sizing standards are rows of data and stand beside as a comparison; they decide nothing.
package years
