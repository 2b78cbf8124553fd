// Package network keeps the road network in memory and answers how long ways take on it.
//
// The network is made of the table road and of Settings: the speed that a road states, or that
// of its class, a walking speed for the way to the road, and the limit beyond which a place off
// the road is flagged. How times are defined stands in package graph. Network.Version is a hash
// of all that decides times; answers are kept in memory under it, up to a bound. The network is
// made when it is first asked for and again when roads or settings have changed (topics road
// and network of the outbox).
package network

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("network", sqlFiles)
