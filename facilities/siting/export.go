package siting

import (
	"io"
	"strconv"

	"github.com/paulmach/orb"

	"cairn/facilities"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// WriteCSV writes candidates with their reasons, one a row, with the headings of the language.
func (l CandidateList) WriteCSV(w io.Writer, lang problem.Lang) error {
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	s := speaker{lang}
	var head []string
	for _, name := range candidateColumns {
		head = append(head, s.text("column_"+name))
	}
	if err := out.Write(head...); err != nil {
		return err
	}
	for i := range l.List {
		c := &l.List[i]
		err := out.Write(c.Key, c.Name, degrees(c.Lon), degrees(c.Lat), c.TownshipCode, c.TownshipName, s.text("state_"+c.State),
			missing(c), c.Reasons(lang), c.Warned(lang), number(c.Price, 2), facilities.PrecisionName(c.Precision, lang))
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// candidateColumns are the columns of a table of candidates; their headings are messages column_….
var candidateColumns = []string{"key", "name", "lon", "lat", "township_code", "township", "state", "missing", "reasons", "warnings", "price", "precision"}

func degrees(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', 6, 64)
}

// missing is the most that a candidate lacks, metres.
func missing(c *Candidate) string {
	if len(c.Exclusions) == 0 {
		return ""
	}
	return number(c.Exclusions[0].MissingM, 1)
}

// WriteGeoJSON writes candidates as points with what became of them.
func (l CandidateList) WriteGeoJSON(w io.Writer, lang problem.Lang) error {
	out := interchange.NewGeoJSONWriter(w)
	for i := range l.List {
		c := &l.List[i]
		if c.Lon == nil || c.Lat == nil {
			continue
		}
		if err := out.Write(c.Key, c.point(), candidateProperties{Candidate: c, Role: "candidate", Reasons: c.Reasons(lang)}); err != nil {
			return err
		}
	}
	return out.Close()
}

type candidateProperties struct {
	*Candidate
	Role    string `json:"role"`
	Reasons string `json:"reasons"`
}

type chosenProperties struct {
	Chosen
	Role string `json:"role"`
}

type demandProperties struct {
	Role         string  `json:"role"`
	Code         string  `json:"code"`
	Name         string  `json:"name"`
	TownshipName string  `json:"township_name"`
	People       float64 `json:"people"`
	Before       bool    `json:"covered_before"`
	After        bool    `json:"covered_after"`
}

// WriteResult writes an answer as GeoJSON: chosen sites (role site), what is served before and
// after (role demand), and facilities that serve already (role existing).
func WriteResult(w io.Writer, full *FullRun, in *Input) error {
	out := interchange.NewGeoJSONWriter(w)
	if full.Answer == nil || in == nil {
		return out.Close()
	}
	for _, site := range full.Answer.Sites {
		if err := out.Write(site.Key, orb.Point{site.Lon, site.Lat}, chosenProperties{site, "site"}); err != nil {
			return err
		}
	}
	before, after := in.coveredBy(&full.Ask, full.Answer)
	for i, d := range in.Demands {
		p, ok := d.point()
		if !ok {
			continue
		}
		properties := demandProperties{"demand", d.Code, d.Name, d.TownshipName, d.Weight, before[i], after[i]}
		if err := out.Write(d.Code, p, properties); err != nil {
			return err
		}
	}
	for _, f := range in.Fixed {
		if f.Lon == nil || f.Lat == nil {
			continue
		}
		properties := map[string]any{"role": "existing", "name": f.Name, "status": f.Status, "precision": f.Precision}
		if err := out.Write(f.ID.String(), orb.Point{*f.Lon, *f.Lat}, properties); err != nil {
			return err
		}
	}
	return out.Close()
}

// coveredBy says which demands are served before and after an answer.
func (in *Input) coveredBy(a *Ask, answer *SitingAnswer) (before, after []bool) {
	v := newView(a, in)
	before = append([]bool{}, v.served...)
	at := map[string]int{}
	for k, i := range in.Sites {
		at[in.Candidates[i].Key] = k
	}
	for _, site := range answer.Sites {
		v.open(at[site.Key], site.Order)
	}
	return before, v.served
}
