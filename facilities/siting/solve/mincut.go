package solve

import "math"

// leastCut is how much of the weight is left unserved, at least, when sites are open in part, as demands may be
// shared out (a minimal cut). It gives it as a row: what is left is at least constant less the sum of parts
// times worth, for all parts; for those given it is equal.
type leastCut struct {
	c     *crowded
	inA   []bool // by row: on the side of the source
	arcs  []arc
	first []int32 // by node: first arc, -1: none
	level []int32
	next  []int32
	queue []int32
}

type arc struct {
	to, next int32
	room     float64 // its partner is the arc with the last bit turned
}

const (
	source int32 = iota
	sink
	firstRow
)

func (g *leastCut) add(from, to int32, room float64) {
	g.arcs = append(g.arcs, arc{to, g.first[from], room}, arc{from, g.first[to], 0})
	g.first[from], g.first[to] = int32(len(g.arcs)-2), int32(len(g.arcs)-1)
}

// build makes the network of the sites with a part above 0.
func (g *leastCut) build(part []float64) {
	c := g.c
	nodes := len(c.weight) + int(firstRow) + len(c.always) + len(c.choice)
	g.arcs = g.arcs[:0]
	g.first, g.level, g.next = g.first[:0], make([]int32, nodes), make([]int32, nodes)
	for range nodes {
		g.first = append(g.first, -1)
	}
	at := firstRow + int32(len(c.weight))
	site := func(t *takings, open float64) {
		for _, i := range t.rows {
			if g.first[firstRow+i] < 0 {
				g.add(source, firstRow+i, c.weight[i])
			}
			g.add(firstRow+i, at, c.weight[i]*open)
		}
		g.add(at, sink, t.capacity*open)
		at++
	}
	for _, t := range c.always {
		site(t, 1)
	}
	for j, t := range c.choice {
		if part[j] > 1e-9 {
			site(t, min(1, part[j]))
		}
	}
}

// find returns the cut for the parts.
func (g *leastCut) find(part []float64) (worth []float64, constant float64) {
	g.build(part)
	for g.layers() {
		copy(g.next, g.first)
		for g.send(source, math.Inf(1)) > 0 {
		}
	}
	c := g.c
	g.inA = g.inA[:0]
	for i, w := range c.weight {
		in := g.first[firstRow+int32(i)] < 0 || g.level[firstRow+int32(i)] >= 0
		g.inA = append(g.inA, in)
		if in {
			constant += w
		}
	}
	for _, t := range c.always {
		constant -= g.worth(t)
	}
	for _, t := range c.choice {
		worth = append(worth, g.worth(t))
	}
	return worth, constant
}

// worth is what the site can take of the rows on the side of the source.
func (g *leastCut) worth(t *takings) float64 {
	sum := 0.0
	for _, i := range t.rows {
		if g.inA[i] {
			sum += g.c.weight[i]
		}
	}
	return min(sum, t.capacity)
}

// layers numbers the nodes by their distance from the source, and reports whether the sink is among them.
func (g *leastCut) layers() bool {
	for k := range g.level {
		g.level[k] = -1
	}
	g.level[source] = 0
	g.queue = append(g.queue[:0], source)
	for q := 0; q < len(g.queue); q++ {
		at := g.queue[q]
		for k := g.first[at]; k >= 0; k = g.arcs[k].next {
			if to := g.arcs[k].to; g.arcs[k].room > tiny && g.level[to] < 0 {
				g.level[to] = g.level[at] + 1
				g.queue = append(g.queue, to)
			}
		}
	}
	return g.level[sink] >= 0
}

func (g *leastCut) send(at int32, amount float64) float64 {
	if at == sink {
		return amount
	}
	for ; g.next[at] >= 0; g.next[at] = g.arcs[g.next[at]].next {
		k := g.next[at]
		if to := g.arcs[k].to; g.arcs[k].room > tiny && g.level[to] == g.level[at]+1 {
			if moved := g.send(to, min(amount, g.arcs[k].room)); moved > 0 {
				g.arcs[k].room -= moved
				g.arcs[k^1].room += moved
				return moved
			}
		}
	}
	return 0
}
