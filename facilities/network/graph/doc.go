// Package graph answers how long ways take on a road network, from memory: no SQL, no HTTP.
//
// Network. Roads are lines in lon/lat degrees. A node is the end of a road, or a vertex whose
// coordinate roads share (or one road meets twice); a crossing without a shared vertex is no
// junction, as a bridge is none. What lies between two nodes is an edge. Roads are passable both
// ways: the data hold no one-way rule. Lengths are geodesic metres along the vertices, times
// are seconds.
//
// Places. A place off the road walks in a straight line (geodesic) to the nearest point of the
// network, anywhere on an edge, not only to a node. From place to place the time is
//
//	walk to the road + along the road + walk from the road
//
// or that of walking straight from one to the other, whichever is less. Where no road joins the
// two, walking straight counts up to a limit; beyond it the time is +Inf. Isochrones follow the
// same rule as the table of times.
package graph
