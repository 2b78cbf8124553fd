package course

import "cairn/internal/grain"

// Coarse implements grain.Coarser: draft and comparison measure the course between its
// markers to the metre, so they are for readers of exact coordinates. What people wrote, and
// what the agreement says, stays.
func (d *Description) Coarse(r *grain.Reader) {
	if r.Exact(grain.Lines, grain.Markers) {
		return
	}
	d.Withheld, d.Draft, d.Comparison = true, Draft{Statements: []Statement{}}, Comparison{Items: []Compared{}}
	if !d.Edited {
		d.Text = ""
	}
}
