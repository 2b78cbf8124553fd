package solve

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
)

// lpWriter writes lines no longer than readers bear, and keeps the first error.
type lpWriter struct {
	*bufio.Writer
	terms int
}

func newLPWriter(w io.Writer) *lpWriter { return &lpWriter{Writer: bufio.NewWriter(w)} }

// term writes + x name.
func (w *lpWriter) term(x float64, name byte, numbers ...int) {
	if w.terms++; w.terms%8 == 0 {
		w.WriteByte('\n')
	}
	if x >= 0 {
		w.WriteString(" +")
	} else {
		w.WriteByte(' ')
	}
	if x != 1 {
		w.WriteString(strconv.FormatFloat(x, 'g', -1, 64))
	}
	w.WriteByte(' ')
	w.WriteByte(name)
	for k, n := range numbers {
		if k > 0 {
			w.WriteByte('_')
		}
		w.WriteString(strconv.Itoa(n))
	}
}

// limitRows writes the rows on number and prices of sites.
func (w *lpWriter) limitRows(sites, most int, prices []float64, budget float64) {
	if most < sites {
		w.WriteString("most:")
		for j := range sites {
			w.term(1, 'y', j)
		}
		fmt.Fprintf(w, " <= %d\n", most)
	}
	if prices != nil && !math.IsInf(budget, 1) {
		w.WriteString("budget:")
		for j, p := range prices {
			w.term(p, 'y', j)
		}
		fmt.Fprintf(w, " <= %g\n", budget)
	}
}

// binaries ends the file: the first n sites are 0 or 1.
func (w *lpWriter) binaries(n int) error {
	w.WriteString("Binaries\n")
	for j := range n {
		fmt.Fprintf(w, " y%d\n", j)
	}
	w.WriteString("End\n")
	return w.Flush()
}

// writeLP writes rows with z = 1 where they are not served, for costs also x = 1 where a site serves a row.
func (m *model) writeLP(out io.Writer) error {
	w := newLPWriter(out)
	w.WriteString("Minimize\nobj:")
	for j := range m.id {
		w.term(m.fee, 'y', j)
	}
	for i, base := range m.base {
		if !math.IsInf(base, 1) && (m.quota == nil || !m.quota[i]) {
			w.term(base, 'z', i)
		}
		for k := m.from[i]; !m.flat && k < m.from[i+1]; k++ {
			w.term(m.cost[k], 'x', i, int(m.site[k]))
		}
	}
	w.WriteString("\nSubject To\n")
	w.limitRows(m.sites(), m.most, m.prices, m.budget)
	for i := range m.base {
		m.writeRow(w, i)
	}
	if m.quota != nil {
		w.WriteString("spare:")
		for i, q := range m.quota {
			if q {
				w.term(1, 'z', i)
			}
		}
		fmt.Fprintf(w, " <= %d\n", m.spare)
	}
	w.WriteString("Bounds\n")
	for i, base := range m.base {
		if !math.IsInf(base, 1) {
			fmt.Fprintf(w, " 0 <= z%d <= 1\n", i)
		}
	}
	return w.binaries(m.sites())
}

// writeRow says that row i is served, or not.
func (m *model) writeRow(w *lpWriter, i int) {
	name := byte('y')
	fmt.Fprintf(w, "r%d:", i)
	if !math.IsInf(m.base[i], 1) {
		w.term(1, 'z', i)
	}
	for k := m.from[i]; k < m.from[i+1]; k++ {
		if m.flat {
			w.term(1, name, int(m.site[k]))
		} else {
			w.term(1, 'x', i, int(m.site[k]))
		}
	}
	w.WriteString(" >= 1\n")
	for k := m.from[i]; !m.flat && k < m.from[i+1]; k++ {
		fmt.Fprintf(w, "x%d_%d - y%d <= 0\n", i, m.site[k], m.site[k])
	}
}

// writeLP writes z for the weight of a row that is not served and x for what a site takes of it.
func (c *crowded) writeLP(out io.Writer) error {
	w := newLPWriter(out)
	w.WriteString("Minimize\nobj:")
	for i := range c.weight {
		w.term(1, 'z', i)
	}
	w.WriteString("\nSubject To\n")
	w.limitRows(len(c.choice), c.most, c.prices, c.budget)
	takers := make([][]int, len(c.weight))
	for j, t := range append(append([]*takings{}, c.choice...), c.always...) {
		for _, i := range t.rows {
			takers[i] = append(takers[i], j)
		}
		c.writeSite(w, j, t)
	}
	for i, sites := range takers {
		fmt.Fprintf(w, "r%d:", i)
		w.term(1, 'z', i)
		for _, j := range sites {
			w.term(1, 'x', i, j)
		}
		fmt.Fprintf(w, " >= %s\n", strconv.FormatFloat(c.weight[i], 'g', -1, 64))
	}
	w.WriteString("Bounds\n")
	return w.binaries(len(c.choice))
}

// writeSite says that a site takes no more than it has room for, of each row no more than there is, and
// nothing while it is closed.
func (c *crowded) writeSite(w *lpWriter, j int, t *takings) {
	if len(t.rows) == 0 {
		return
	}
	if !math.IsInf(t.capacity, 1) {
		fmt.Fprintf(w, "c%d:", j)
		for _, i := range t.rows {
			w.term(1, 'x', int(i), j)
		}
		if j < len(c.choice) {
			w.term(-t.capacity, 'y', j)
			w.WriteString(" <= 0\n")
		} else {
			fmt.Fprintf(w, " <= %s\n", strconv.FormatFloat(t.capacity, 'g', -1, 64))
		}
	}
	for _, i := range t.rows {
		limit := min(c.weight[i], t.capacity)
		if j < len(c.choice) {
			fmt.Fprintf(w, "x%d_%d - %s y%d <= 0\n", i, j, strconv.FormatFloat(limit, 'g', -1, 64), j)
		}
	}
}
