// Package geo holds what cairn knows about points, boxes, coordinate systems,
// distances on the ellipsoid and finding things by place. It knows nothing of
// SQL or HTTP; geometries are those of github.com/paulmach/orb.
//
// Terms and units. A point is lon/lat in degrees, in CGCS2000 (EPSG:4490,
// 2000国家大地坐标系) unless a name says otherwise; for our purposes WGS 84 is the
// same (they agree to less than a metre). Lengths are metres, areas square
// metres, both on the ellipsoid. Edges between two vertices are straight in
// lon/lat when the question is "which side" (RFC 7946 §3.1.1, as PostGIS
// geometry does) and geodesics when the question is "how long" or "how large"
// (as PostGIS geography does).
//
// GCJ-02 (火星坐标) and BD-09 (百度坐标) are the shifted systems of Chinese map
// services. They occur on input only and are never stored.
//
// What can be wrong with a coordinate or geometry comes back as a [*Fault].
package geo
