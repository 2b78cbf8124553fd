// Package tiles makes Mapbox vector tiles (MVT 2.1) of what the domains hold.
//
// The features of every layer stand in memory, projected and ready ([Service]); the
// database is asked when the service starts and for the rows that an outbox event
// names, never for a tile. Encoded tiles are kept in a cache from which an event takes
// exactly the tiles that the changed feature touched before or touches now.
//
// Terms. A tile is z/x/y of the WebMercatorQuad (XYZ scheme, y from the north). Its
// square is divided into 4096 × 4096 units; geometries reach 64 units beyond it (the
// buffer). The world is fixed-point: Web Mercator in 2^32 steps, about 9 mm at the
// equator, so that a unit of zoom 20 is one step. A tileset is a choice of layers under
// one name.
//
// Layers of exact coordinates (Layer.Exact) are also drawn coarse, by package grain, for
// readers who may not see them exactly: a [Request] says how coarse. Coarse features are
// made when they are first asked for and kept beside the exact ones; their tiles are cached
// under their grain.
//
// The package knows no HTTP and does not judge who may read: a reader's layers come as
// a [LayerSet] made by [Tileset.Visible].
package tiles
