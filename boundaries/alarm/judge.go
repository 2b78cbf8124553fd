package alarm

import (
	"cmp"
	"math"
	"slices"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/geo"
)

// Judge gives the alarms that observations raise, the gravest first and by number. It needs
// all markers of a set to judge one of them.
func Judge(markers []Marker, observations []Observation, s Thresholds) []Alarm {
	j := judge{Thresholds: s, markers: map[uuid.UUID]*Marker{}, sets: map[string][]uuid.UUID{}, seen: map[uuid.UUID][]*reading{}}
	for i := range markers {
		m := &markers[i]
		j.markers[m.ID] = m
		if m.Type != "single" && len(m.Number) > 1 {
			stem := m.Number[:len(m.Number)-1]
			j.sets[stem] = append(j.sets[stem], m.ID)
		}
	}
	for i := range observations {
		o := &observations[i]
		if m := j.markers[o.MarkerID]; m != nil {
			j.seen[m.ID] = append(j.seen[m.ID], j.read(m, o))
		}
	}
	alarms := []Alarm{}
	for _, m := range markers {
		alarms = append(alarms, j.alarms(j.markers[m.ID])...)
	}
	slices.SortStableFunc(alarms, func(a, b Alarm) int {
		return cmp.Or(cmp.Compare(slices.Index(States, a.State), slices.Index(States, b.State)), cmp.Compare(a.Number, b.Number),
			b.ObservedAt.Compare(a.ObservedAt), cmp.Compare(a.InspectionID.String(), b.InspectionID.String()))
	})
	return alarms
}

type judge struct {
	Thresholds
	markers map[uuid.UUID]*Marker
	sets    map[string][]uuid.UUID // by number without its letter
	seen    map[uuid.UUID][]*reading
}

// reading is an observation compared with the register.
type reading struct {
	*Observation
	datum    bool
	position *Offset
	taped    []Taped
}

func (j *judge) read(m *Marker, o *Observation) *reading {
	r := &reading{Observation: o, taped: j.compareTapes(m, o)}
	if o.Fix == nil {
		return r
	}
	accuracy := 0.0
	if o.AccuracyM != nil {
		accuracy = *o.AccuracyM
	}
	r.datum = o.Declared && geo.LooksLikeGCJ(m.Position, *o.Fix, accuracy)
	r.position = j.comparePosition(m, o)
	return r
}

func (j *judge) comparePosition(m *Marker, o *Observation) *Offset {
	p := &Offset{Grade: "phone", Lon: o.Fix[0], Lat: o.Fix[1], RegisteredLon: m.Position[0], RegisteredLat: m.Position[1],
		OffsetM: geo.Distance(m.Position, *o.Fix), BearingDeg: bearing(m.Position, *o.Fix), SigmaRegisteredM: j.RegisteredM}
	if m.AccuracyM != nil {
		p.SigmaRegisteredM = *m.AccuracyM
	}
	precise := o.AccuracyM != nil && *o.AccuracyM <= j.SurveyM
	if o.Source == boundaries.SourceRTK || o.Source == "" && precise {
		p.Grade = "survey"
	}
	switch {
	case o.AccuracyM != nil:
		p.SigmaObservedM = *o.AccuracyM
	case p.Grade == "survey":
		p.SigmaObservedM = j.RTKM
	default:
		p.SigmaObservedM = j.PhoneM
	}
	p.ThresholdM = j.threshold(m.Type, p.SigmaObservedM, p.SigmaRegisteredM)
	p.Off = p.OffsetM > p.ThresholdM
	return p
}

func (j *judge) compareTapes(m *Marker, o *Observation) []Taped {
	taped := []Taped{}
	for seq, d := range o.Taped {
		registered, ok := m.Witnesses[seq]
		if !ok {
			continue
		}
		t := Taped{Seq: seq, TapedM: d, RegisteredM: registered, DeviationM: d - registered}
		t.ThresholdM = j.threshold(m.Type, j.TapeM+j.TapePart*d, j.TapeM)
		t.Off = math.Abs(t.DeviationM) > t.ThresholdM
		taped = append(taped, t)
	}
	slices.SortFunc(taped, func(a, b Taped) int { return a.Seq - b.Seq })
	return taped
}

// survey is whether the fix decides; one in another datum does not.
func (r *reading) survey() bool { return r.position != nil && !r.datum && r.position.Grade == "survey" }

// tapes counts the taped distances that are off.
func (r *reading) tapes() (off int) {
	for _, t := range r.taped {
		if t.Off {
			off++
		}
	}
	return off
}

// decides reports whether the reading can say that a marker was moved, or that it was not: a
// survey, or two tapes.
func (r *reading) decides() bool { return r.survey() || len(r.taped) >= 2 }

// alarms are those of one marker: records with a mistaken datum, and the verdict.
func (j *judge) alarms(m *Marker) []Alarm {
	var all []Alarm
	readings := slices.Clone(j.seen[m.ID])
	slices.SortStableFunc(readings, func(a, b *reading) int { return b.At.Compare(a.At) }) // newest first
	for _, r := range readings {
		if r.datum {
			all = append(all, m.alarm(r, Datum, "gcj02", nil))
		}
	}
	decided := slices.IndexFunc(readings, (*reading).decides)
	if decided >= 0 {
		if state, reason, partners := j.verdict(m, readings[decided]); state != "" {
			return append(all, m.alarm(readings[decided], state, reason, partners))
		}
		readings = readings[:decided]
	}
	if i := slices.IndexFunc(readings, (*reading).speaks); i >= 0 {
		if state, reason, partners := j.verdict(m, readings[i]); state != "" {
			all = append(all, m.alarm(readings[i], state, reason, partners))
		}
	}
	return all
}

// speaks reports whether the reading says anything of where the marker stands.
func (r *reading) speaks() bool {
	return r.position != nil && !r.datum || len(r.taped) > 0 || slices.Contains(r.Conditions, "moved")
}

// verdict is what one reading says; "" when nothing is wrong.
func (j *judge) verdict(m *Marker, r *reading) (state, reason string, partners []Partner) {
	partners, common := j.partners(m, r)
	tapesOff := r.tapes()
	switch {
	case r.survey() && r.position.Off && common:
		return Suspected, "common_shift", partners
	case r.survey() && r.position.Off:
		return Moved, "position", partners
	case tapesOff >= 2 && r.survey():
		return Suspected, "tape_against_position", partners
	case tapesOff >= 2:
		return Moved, "tape", partners
	case tapesOff == 1:
		return Suspected, "one_tape", partners
	case r.decides():
		return "", "", nil
	case r.position != nil && !r.datum && r.position.Off && !common:
		return Suspected, "phone", partners
	case slices.ContainsFunc(partners, func(p Partner) bool { return p.Off }):
		return Suspected, "partner", partners
	case slices.Contains(r.Conditions, "moved"):
		return Suspected, "reported", partners
	}
	return "", "", nil
}

// partners compares the distances within a set that one device observed together.
// common reports that all of them are off and their distances as registered.
func (j *judge) partners(m *Marker, r *reading) (partners []Partner, common bool) {
	if m.Type == "single" || r.position == nil || r.datum {
		return nil, false
	}
	allOff, allKept := r.position.Off, true
	for _, id := range j.sets[m.Number[:len(m.Number)-1]] {
		other := j.markers[id]
		o := j.beside(r, id)
		if id == m.ID || o == nil {
			continue
		}
		p := Partner{Number: other.Number, ObservedM: geo.Distance(*r.Fix, *o.Fix), RegisteredM: geo.Distance(m.Position, other.Position)}
		p.DeviationM = p.ObservedM - p.RegisteredM
		p.ThresholdM = j.threshold(m.Type, math.Hypot(r.position.SigmaObservedM, o.position.SigmaObservedM),
			math.Hypot(r.position.SigmaRegisteredM, o.position.SigmaRegisteredM))
		p.Off = math.Abs(p.DeviationM) > p.ThresholdM
		partners = append(partners, p)
		allOff, allKept = allOff && o.position.Off, allKept && !p.Off && j.alike(m.Type, r, o)
	}
	return partners, len(partners) > 0 && allOff && allKept
}

// alike reports whether two fixes are off by the same vector: a turned pair keeps its distance.
func (j *judge) alike(kind string, a, b *reading) bool {
	ae, an := vector(a.position)
	be, bn := vector(b.position)
	return math.Hypot(ae-be, an-bn) <= j.threshold(kind, math.Hypot(a.position.SigmaObservedM, b.position.SigmaObservedM),
		math.Hypot(a.position.SigmaRegisteredM, b.position.SigmaRegisteredM))
}

func vector(p *Offset) (east, north float64) {
	sin, cos := math.Sincos(p.BearingDeg * math.Pi / 180)
	return p.OffsetM * sin, p.OffsetM * cos
}

// beside is the reading of another marker that the same device made nearest in time.
func (j *judge) beside(r *reading, id uuid.UUID) *reading {
	var best *reading
	for _, o := range j.seen[id] {
		if o.position == nil || o.datum || o.DeviceID == "" || o.DeviceID != r.DeviceID || o.At.Sub(r.At).Abs() > j.together() {
			continue
		}
		if best == nil || o.At.Sub(r.At).Abs() < best.At.Sub(r.At).Abs() {
			best = o
		}
	}
	return best
}

// alarm writes a verdict down.
func (m *Marker) alarm(r *reading, state, reason string, partners []Partner) Alarm {
	if partners == nil {
		partners = []Partner{}
	}
	return Alarm{MarkerID: m.ID, Number: m.Number, Type: m.Type, State: state, Reason: reason, InspectionID: r.ID, ObservedAt: r.At,
		Observer: r.Observer, DeviceID: r.DeviceID, Position: r.position, Taped: r.taped, Partners: partners, areas: m.Areas}
}

// bearing is the initial direction from a to b on a plane touching the ellipsoid, degrees
// from true north.
func bearing(a, b orb.Point) float64 {
	east := geo.Distance(a, orb.Point{b[0], a[1]})
	if b[0] < a[0] {
		east = -east
	}
	north := geo.Distance(a, orb.Point{a[0], b[1]})
	if b[1] < a[1] {
		north = -north
	}
	deg := math.Atan2(east, north) * 180 / math.Pi
	if deg < 0 {
		deg += 360
	}
	return deg
}
