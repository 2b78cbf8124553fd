package solve

import "slices"

// transport sends as much as it can from demands to open sites: a maximal flow, in which a demand may be
// shared out. It keeps its flow when a further site opens.
type transport struct {
	from   []int       // arcs of row i are from[i] … from[i+1]-1
	site   []int32     // by arc
	owner  [][]flowRef // by site: the arcs that lead to it
	amount []float64   // by arc: what flows
	demand []float64   // by row: left to be sent
	room   []float64   // by site: left
	open   []bool
	total  float64

	level []int32 // by row: how many others have to make room, -1: there is no way
	next  []int
	queue []int32
	seen  []bool
}

type flowRef struct {
	row int32
	arc int
}

// newTransport takes the rows' amounts, their sites and the sites' capacities; all sites are closed.
func newTransport(amounts []float64, rows [][]int32, capacity []float64) *transport {
	t := &transport{from: []int{0}, owner: make([][]flowRef, len(capacity)), demand: slices.Clone(amounts),
		room: slices.Clone(capacity), open: make([]bool, len(capacity)),
		level: make([]int32, len(rows)), next: make([]int, len(rows)), seen: make([]bool, len(capacity))}
	for i, sites := range rows {
		for _, j := range sites {
			t.owner[j] = append(t.owner[j], flowRef{int32(i), len(t.site)})
			t.site = append(t.site, j)
		}
		t.from = append(t.from, len(t.site))
	}
	t.amount = make([]float64, len(t.site))
	return t
}

// copyFrom takes over the flow of another transport of the same rows and sites.
func (t *transport) copyFrom(o *transport) {
	copy(t.amount, o.amount)
	copy(t.demand, o.demand)
	copy(t.room, o.room)
	copy(t.open, o.open)
	t.total = o.total
}

// clone is a copy that shares what never changes.
func (t *transport) clone() *transport {
	c := *t
	c.amount, c.demand, c.room = slices.Clone(t.amount), slices.Clone(t.demand), slices.Clone(t.room)
	c.open, c.level, c.next = slices.Clone(t.open), slices.Clone(t.level), slices.Clone(t.next)
	c.seen, c.queue = slices.Clone(t.seen), nil
	return &c
}

// tiny is what amounts may be off by rounding.
const tiny = 1e-9

// push sends what can still be sent, by shortest augmenting paths (Dinic).
func (t *transport) push() {
	for t.layers() {
		copy(t.next, t.from)
		for i := range t.demand {
			for t.demand[i] > tiny {
				sent := t.send(int32(i), t.demand[i])
				if sent <= tiny {
					break
				}
				t.demand[i] -= sent
				t.total += sent
			}
		}
	}
}

// layers numbers rows by their distance from a site with room, and reports whether a row with something
// left is among them.
func (t *transport) layers() bool {
	clear(t.seen)
	t.queue = t.queue[:0]
	for i := range t.level {
		t.level[i] = -1
		for k := t.from[i]; k < t.from[i+1]; k++ {
			if j := t.site[k]; t.open[j] && t.room[j] > tiny {
				t.level[i] = 0
				t.queue = append(t.queue, int32(i))
				break
			}
		}
	}
	found := false
	for q := 0; q < len(t.queue); q++ {
		i := t.queue[q]
		found = found || t.demand[i] > tiny
		for k := t.from[i]; k < t.from[i+1]; k++ {
			if j := t.site[k]; t.amount[k] > tiny && !t.seen[j] {
				t.seen[j] = true
				t.reach(j, t.level[i]+1)
			}
		}
	}
	return found
}

// reach gives the rows that could use the site, where another row would make room, their level.
func (t *transport) reach(site, level int32) {
	for _, ref := range t.owner[site] {
		if t.level[ref.row] < 0 {
			t.level[ref.row] = level
			t.queue = append(t.queue, ref.row)
		}
	}
}

// send moves up to amount from row i on, into free room or into that which a row of the level below makes.
func (t *transport) send(i int32, amount float64) float64 {
	for ; t.next[i] < t.from[i+1]; t.next[i]++ {
		k := t.next[i]
		j := t.site[k]
		if !t.open[j] {
			continue
		}
		if t.level[i] == 0 {
			if moved := min(amount, t.room[j]); moved > tiny {
				t.room[j] -= moved
				t.amount[k] += moved
				return moved
			}
			continue
		}
		if moved := t.displace(j, t.level[i]-1, amount); moved > tiny {
			t.amount[k] += moved
			return moved
		}
	}
	return 0
}

// displace makes a row of the level give up to amount of its place at the site.
func (t *transport) displace(site, level int32, amount float64) float64 {
	if level < 0 {
		return 0
	}
	for _, ref := range t.owner[site] {
		if t.level[ref.row] != level || t.amount[ref.arc] <= tiny {
			continue
		}
		if moved := t.send(ref.row, min(amount, t.amount[ref.arc])); moved > tiny {
			t.amount[ref.arc] -= moved
			return moved
		}
	}
	return 0
}

// flowsOf is how the open sites serve most, by demand and site.
func flowsOf(in *Instance, open []int) []Flow {
	rows := make([][]int32, len(in.Weights))
	capacity := make([]float64, len(open))
	for k, j := range open {
		capacity[k] = in.Capacity[j]
		for _, i := range in.Covers[j] {
			rows[i] = append(rows[i], int32(k))
		}
	}
	t := newTransport(in.Weights, rows, capacity)
	for k := range t.open {
		t.open[k] = true
	}
	t.push()
	var flows []Flow
	for i := range in.Weights {
		for k := t.from[i]; k < t.from[i+1]; k++ {
			if t.amount[k] > tiny {
				flows = append(flows, Flow{int32(i), int32(open[t.site[k]]), t.amount[k]})
			}
		}
	}
	return flows
}
