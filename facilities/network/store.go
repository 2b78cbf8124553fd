package network

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities/network/graph"
)

// Store answers travel times from memory. It is safe for concurrent use.
type Store struct {
	db      *data.DB
	current atomic.Pointer[Network]
	changed atomic.Int64  // counts the changes of roads and settings that were announced
	loading chan struct{} // holds one token: one load at a time
	answers *cache
}

// Network is one state of the roads and settings; it does not change.
type Network struct {
	Version  string // hash of all that decides times
	Settings TravelSettings
	Classes  []RoadClass
	Graph    *graph.Graph
	seen     int64 // changes announced before it was read
}

// RoadClass is the roads of a class.
type RoadClass struct {
	Class  string  `json:"class" enum:"national,provincial,county,township,village"`
	Roads  int     `json:"roads"`
	Km     float64 `json:"km" doc:"geodesic"`
	Stated int     `json:"stated" doc:"roads that state their speed"`
	Kmh    float64 `json:"kmh" doc:"speed of the class"`
}

// NewStore makes a store on the database; the network is made when it is first asked for.
func NewStore(db *data.DB) *Store {
	return &Store{db: db, loading: make(chan struct{}, 1), answers: newCache(cacheBytes)}
}

// Refresh notes that roads or settings have changed; a handler for data.Feed.
func (s *Store) Refresh(_ context.Context, events []data.Event) error {
	if slices.ContainsFunc(events, func(e data.Event) bool { return e.Topic == "road" || e.Topic == "network" }) {
		s.changed.Add(1)
	}
	return nil
}

// Network is the network as it is now. Errors: the database's, the context's.
func (s *Store) Network(ctx context.Context) (*Network, error) {
	if n := s.current.Load(); n != nil && n.seen == s.changed.Load() {
		return n, nil
	}
	select {
	case s.loading <- struct{}{}:
		defer func() { <-s.loading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	seen, old := s.changed.Load(), s.current.Load()
	if old != nil && old.seen == seen { // another has made it meanwhile
		return old, nil
	}
	n, err := s.load(ctx)
	if err != nil {
		return nil, err
	}
	n.seen = seen
	s.current.Store(n)
	return n, nil
}

// road is a row of the table road.
type road struct {
	class string
	own   *float64
	line  orb.LineString
}

// load reads roads and settings in one state of the database and makes the network.
func (s *Store) load(ctx context.Context) (*Network, error) {
	var set TravelSettings
	var roads []road
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) (err error) {
		if set, err = loadSettings(ctx, tx); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, queries.Get("roads"))
		if err != nil {
			return err
		}
		roads, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (r road, err error) {
			var g data.Geom
			err = row.Scan(&r.class, &r.own, &g)
			r.line, _ = g.Geometry.(orb.LineString)
			return r, err
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return build(set, roads), nil
}

func build(set TravelSettings, roads []road) *Network {
	lines := make([]graph.Road, len(roads))
	for i, r := range roads {
		lines[i] = graph.Road{Line: r.line, Kmh: set.kmh(r.class, r.own)}
	}
	n := &Network{Version: version(set, lines), Settings: set, Graph: graph.Build(lines)}
	n.countClasses(roads)
	return n
}

// classes of roads, the greatest first.
var classes = []string{"national", "provincial", "county", "township", "village"}

func (n *Network) countClasses(roads []road) {
	n.Classes = make([]RoadClass, len(classes))
	for i, class := range classes {
		n.Classes[i] = RoadClass{Class: class, Kmh: n.Settings.kmh(class, nil)}
	}
	of := func(i int32) *RoadClass { return &n.Classes[max(slices.Index(classes, roads[i].class), 0)] }
	for i, r := range roads {
		c := of(int32(i))
		c.Roads++
		if r.own != nil {
			c.Stated++
		}
	}
	for _, e := range n.Graph.Edges {
		of(e.Road).Km += e.Metres / 1000
	}
}

// version is a hash of all that decides times: lines, speeds, rules.
func version(set TravelSettings, roads []graph.Road) string {
	hash := sha256.New()
	put := func(x ...float64) {
		for _, x := range x {
			var b [8]byte
			binary.LittleEndian.PutUint64(b[:], math.Float64bits(x))
			hash.Write(b[:])
		}
	}
	put(set.WalkKmh, set.OffRoadLimitM)
	for _, r := range roads {
		put(r.Kmh, float64(len(r.Line)))
		for _, p := range r.Line {
			put(p[0], p[1])
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
