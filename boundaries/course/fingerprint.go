package course

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// fingerprint names the geometry that a description is drafted from: the course, the places
// of its markers, and where other lines meet it.
func (p *Profile) fingerprint() string {
	h := sha256.New()
	for _, v := range p.path.vertices {
		fmt.Fprintln(h, v.at[0], v.at[1])
	}
	for _, s := range p.Stations {
		if s.Kind == Road || s.Kind == River {
			continue
		}
		fmt.Fprintln(h, s.Kind, s.ChainageKm)
		for _, m := range s.Markers {
			fmt.Fprintln(h, m.Number, m.OffsetM)
		}
		for _, l := range s.Lines {
			fmt.Fprintln(h, l.Name)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func itoa(n int) string { return strconv.Itoa(n) }
