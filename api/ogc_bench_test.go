package api

import (
	"testing"

	"cairn/internal/actor"
)

// A page of 100 features of the sample, as a client gets it.
func BenchmarkItems(b *testing.B) {
	c := whole(b, sampleDB(b)).as(actor.Viewer, "5326")
	for _, id := range []string{"places", "areas", "boundary-lines", "boundary-markers", "facilities"} {
		b.Run(id, func(b *testing.B) {
			for b.Loop() {
				c.do("GET", "/collections/"+id+"/items?limit=100", nil).want(b, 200)
			}
		})
	}
}
