package siting

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// prepare gathers all that a settled question is answered from. Errors: problem.Invalid with the
// fields of the question that cannot be answered, the context's.
func (s *Store) prepare(ctx context.Context, a *Ask) (*Input, error) {
	in := &Input{Exempt: []Demand{}}
	var villages []Demand
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		villages, err = in.load(ctx, tx, s.facilities, a)
		if err == nil && a.Cover.By == "presence" && a.Existing == "fixed" {
			err = s.markServed(ctx, tx, a, in)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	in.order(villages)
	if a.matrix() && len(in.Sites)*len(in.Demands) > maxCells {
		return nil, problem.InvalidFields(problem.Bad("candidates", "siting.too_many_cells", "demands", len(in.Demands), "candidates", len(in.Sites), "max", maxCells))
	}
	if err := s.reach(ctx, a, in); err != nil {
		return nil, err
	}
	in.digests()
	return in, nil
}

// digests names what the run is answered from: all of it but the precision of positions, which
// answers show and do not use.
func (in *Input) digests() {
	candidates, fixed := slices.Clone(in.Candidates), slices.Clone(in.Fixed)
	for i := range candidates {
		candidates[i].Precision = ""
	}
	for i := range fixed {
		fixed[i].Precision = ""
	}
	in.Versions.Demands, in.Versions.Candidates, in.Versions.Fixed = digest(in.Demands), digest(candidates), digest(fixed)
}

// load reads what the database knows, in one state of it; it gives the villages of the area, too.
func (in *Input) load(ctx context.Context, tx pgx.Tx, store *facilities.Store, a *Ask) ([]Demand, error) {
	catalogue, err := store.CatalogueIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	kinds := catalogue.KindsOf(a.Kind)
	if in.Versions.Data, err = facilities.DataVersion(ctx, tx); err != nil {
		return nil, err
	}
	if in.Demands, err = loadDemands(ctx, tx, a); err != nil {
		return nil, err
	}
	if in.Candidates, err = gather(ctx, tx, a, kinds); err != nil {
		return nil, err
	}
	if err := in.keepRules(ctx, tx, a); err != nil {
		return nil, err
	}
	if err := in.loadFixed(ctx, tx, a, kinds); err != nil {
		return nil, err
	}
	near := *a
	near.Demand = Demands{Of: "villages", Weight: "equal"}
	villages, err := loadDemands(ctx, tx, &near)
	if problem.Is(err, problem.Invalid) { // no villages on record
		return nil, nil
	}
	return villages, err
}

// keepRules excludes candidates by the rules in force on the day.
func (in *Input) keepRules(ctx context.Context, q data.Querier, a *Ask) error {
	in.Versions.Rules = []RuleRef{}
	if !*a.Rules {
		return nil
	}
	rules, err := listRules(ctx, q, RuleFilter{On: a.AsOf, Kind: a.SiteKind}, a.AsOf)
	if err != nil {
		return err
	}
	for _, r := range rules {
		in.Versions.Rules = append(in.Versions.Rules, refOf(r))
	}
	return exclude(ctx, q, in.Candidates, rules, a.AsOf)
}

// loadFixed reads the facilities that serve already; by presence the counting rule says whom.
func (in *Input) loadFixed(ctx context.Context, q data.Querier, a *Ask, kinds []string) error {
	in.Fixed = []Fixed{}
	list, err := loadExisting(ctx, q, kinds, a.AsOf, a.Planned == "fixed")
	if err != nil {
		return err
	}
	for _, f := range list {
		if f.Status != "in_use" || a.Existing == "fixed" {
			in.Fixed = append(in.Fixed, Fixed{f.ID, f.Name, f.Status, f.Lon, f.Lat, f.Free, f.Precision})
		}
	}
	return nil
}

// order lists the candidates that may be chosen, the better first: fewer warnings, cheaper,
// nearer to the villages of their township.
func (in *Input) order(villages []Demand) {
	of := map[string][]orb.Point{}
	for _, v := range villages {
		if p, ok := v.point(); ok {
			of[v.TownshipCode] = append(of[v.TownshipCode], p)
		}
	}
	way := make([]float64, len(in.Candidates))
	in.Sites = []int32{}
	for i := range in.Candidates {
		c := &in.Candidates[i]
		if c.State != Free {
			continue
		}
		in.Sites = append(in.Sites, int32(i))
		points := of[c.TownshipCode]
		for _, p := range points {
			way[i] += metres(c.point(), p) / float64(len(points))
		}
	}
	slices.SortStableFunc(in.Sites, func(a, b int32) int {
		x, y := &in.Candidates[a], &in.Candidates[b]
		return cmp.Or(cmp.Compare(len(x.Warnings), len(y.Warnings)), cmp.Compare(x.Price, y.Price), cmp.Compare(way[a], way[b]), cmp.Compare(x.Key, y.Key))
	})
}

// reach says which demands each site covers, or what the way costs.
func (s *Store) reach(ctx context.Context, a *Ask, in *Input) error {
	switch a.Cover.By {
	case "presence":
		in.coverPresence()
		return nil
	case "minutes":
		return s.reachMinutes(ctx, a, in)
	}
	return in.reachMetres(ctx, a)
}

// coverPresence: a site covers the area that it lies in.
func (in *Input) coverPresence() {
	at := map[string]int32{}
	digits := 0
	for i, d := range in.Demands {
		at[d.Code] = int32(i)
		digits = len(d.Code)
	}
	in.Covers = make([][]int32, len(in.Sites))
	for k, i := range in.Sites {
		in.Covers[k] = []int32{}
		if code := in.Candidates[i].TownshipCode; len(code) >= digits {
			if d, ok := at[code[:digits]]; ok {
				in.Covers[k] = append(in.Covers[k], d)
			}
		}
	}
}

// reachMetres goes by the distance on the ellipsoid.
func (in *Input) reachMetres(ctx context.Context, a *Ask) error {
	sites, fixed := in.sitePoints(), in.fixedPoints()
	if !a.matrix() {
		var err error
		if in.Covers, err = in.within(ctx, sites, a.Cover.Metres); err != nil {
			return err
		}
		in.FixedCovers, err = in.within(ctx, fixed, a.Cover.Metres)
		return err
	}
	in.Cost, in.Nearest = make(packed, 0, len(in.Demands)*len(sites)), make(packed, len(in.Demands))
	for i := range in.Demands {
		if err := ctx.Err(); err != nil {
			return err
		}
		from, ok := in.Demands[i].point()
		cost := func(to *orb.Point) float32 {
			if !ok || to == nil {
				return float32(math.Inf(1))
			}
			return float32(metres(from, *to))
		}
		for _, to := range sites {
			in.Cost = append(in.Cost, cost(to))
		}
		in.Nearest[i] = float32(math.Inf(1))
		for _, to := range fixed {
			in.Nearest[i] = min(in.Nearest[i], cost(to))
		}
	}
	return nil
}

// within lists by place the demands at most so many metres away.
func (in *Input) within(ctx context.Context, places []*orb.Point, limit float64) ([][]int32, error) {
	covers := make([][]int32, len(places))
	for k, at := range places {
		covers[k] = []int32{}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if at == nil {
			continue
		}
		dlat := limit / 110_000
		dlon := dlat / math.Max(math.Cos((math.Abs(at[1])+dlat)*math.Pi/180), 0.01)
		for i := range in.Demands {
			p, ok := in.Demands[i].point()
			if ok && math.Abs(p[1]-at[1]) <= dlat && math.Abs(p[0]-at[0]) <= dlon && metres(*at, p) <= limit {
				covers[k] = append(covers[k], int32(i))
			}
		}
	}
	return covers, nil
}

// reachMinutes goes by the road network, from the demands to the sites.
func (s *Store) reachMinutes(ctx context.Context, a *Ask, in *Input) error {
	var from []orb.Point
	var demand []int
	for i := range in.Demands {
		if p, ok := in.Demands[i].point(); ok {
			from, demand = append(from, p), append(demand, i)
		}
	}
	places := append(in.sitePoints(), in.fixedPoints()...)
	var to []orb.Point
	var place []int
	for i, p := range places {
		if p != nil {
			to, place = append(to, *p), append(place, i)
		}
	}
	times, err := s.travel.Times(ctx, from, to)
	if err != nil {
		return err
	}
	in.Versions.Network = times.Network
	for i, access := range times.From {
		if m := access.OffRoadM; !math.IsInf(m, 0) {
			m = decimetres(m)
			in.Demands[demand[i]].OffRoadM = &m
		}
	}
	in.takeMinutes(a, len(places), func(visit func(demand, place int, minutes float32)) {
		for i := range from {
			for k, minutes := range times.Row(i) {
				visit(demand[i], place[k], minutes)
			}
		}
	})
	return nil
}

// takeMinutes writes times down as covers or costs; each walks them by demand.
func (in *Input) takeMinutes(a *Ask, places int, each func(visit func(demand, place int, minutes float32))) {
	sites := len(in.Sites)
	if !a.matrix() {
		covers := make([][]int32, places)
		for i := range covers {
			covers[i] = []int32{}
		}
		each(func(demand, place int, minutes float32) {
			if float64(minutes) <= a.Cover.Minutes {
				covers[place] = append(covers[place], int32(demand))
			}
		})
		in.Covers, in.FixedCovers = covers[:sites], covers[sites:]
		return
	}
	in.Cost, in.Nearest = infinite(len(in.Demands)*sites), infinite(len(in.Demands))
	each(func(demand, place int, minutes float32) {
		if place < sites {
			in.Cost[demand*sites+place] = minutes
		} else {
			in.Nearest[demand] = min(in.Nearest[demand], minutes)
		}
	})
}

func infinite(n int) packed {
	p := make(packed, n)
	for i := range p {
		p[i] = float32(math.Inf(1))
	}
	return p
}

func (in *Input) sitePoints() []*orb.Point {
	points := make([]*orb.Point, len(in.Sites))
	for k, i := range in.Sites {
		p := in.Candidates[i].point()
		points[k] = &p
	}
	return points
}

// fixedPoints are where the facilities stand; nil where nobody knows.
func (in *Input) fixedPoints() []*orb.Point {
	points := make([]*orb.Point, len(in.Fixed))
	for i, f := range in.Fixed {
		if f.Lon != nil && f.Lat != nil {
			points[i] = &orb.Point{*f.Lon, *f.Lat}
		}
	}
	return points
}

// digest is a hash of a value's JSON.
func digest(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
