// Package solve chooses sites: set cover, maximal cover, p-median, p-center, capacitated maximal cover
// and the next N sites, with existing sites fixed, prices and a budget.
//
// It is pure computing: no SQL, no HTTP, no files but those handed to cbc. Every answer carries the best
// choice found (the incumbent), a proven bound on what any choice can reach, and the gap between them.
// docs/siting-solver.md says how it is done and what is guaranteed.
//
// Terms: a demand is what is to be served (a village with its people), a site is where a facility may
// stand, a unit is what demands belong to (a township). Inside, everything is minimised: maximal cover
// minimises what is left uncovered.
package solve
