package quality

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/chinatime"
)

// subject is an entry as the checks see it.
type subject struct {
	ID             uuid.UUID
	Name           string
	Pinyin         string
	ClassCode      string
	AreaCode       string
	DivisionCode   string
	PlaceCode      string
	PositionReason string
	Missing        []string // fields of Fields that are empty
	DivisionName   *string  // of the area that it names; nil: none, or there is no such area
	Located        *string  // name of the area with an outline that its position should be in but is not
	NamesReversed  int      // name forms whose dates are not in order
	ValidFrom      *time.Time
	ValidTo        *time.Time
	Founded        string // years, as the source words them
	Abolished      string
	Grade          int16 // of the whole entry (密级)
}

// matter is what a check has against an entry.
type matter struct {
	kind, subject, severity, key string
	params                       map[string]string
}

// judge holds the checks against an entry.
func judge(checks []Check, s *subject, now time.Time) []matter {
	var found []matter
	for _, kind := range Kinds {
		c := pick(checks, kind, s.ClassCode)
		if c == nil {
			continue
		}
		add := func(field, key string, params ...string) {
			f := matter{kind, field, c.Severity, "quality." + key, map[string]string{"quality_field": field}}
			for i := 0; i+1 < len(params); i += 2 {
				f.params[params[i]] = params[i+1]
			}
			found = append(found, f)
		}
		judges[kind](c, s, now, add)
	}
	return found
}

// pick is the check of a kind for a class: the one with the longest beginning.
func pick(checks []Check, kind, class string) *Check {
	var best *Check
	for i := range checks {
		c := &checks[i]
		if c.Kind == kind && strings.HasPrefix(class, c.ClassPrefix) && (best == nil || len(c.ClassPrefix) > len(best.ClassPrefix)) {
			best = c
		}
	}
	if best == nil || !best.Enabled {
		return nil
	}
	return best
}

type adder = func(field, key string, params ...string)

var judges = map[string]func(c *Check, s *subject, now time.Time, add adder){
	Complete: judgeComplete, Code: judgeCode, AreaName: judgeAreaName, Pinyin: judgePinyin, Position: judgePosition, Dates: judgeDates,
}

func judgeComplete(c *Check, s *subject, _ time.Time, add adder) {
	for _, field := range c.Params.Fields {
		for _, missing := range s.Missing {
			if field == missing {
				add(field, "missing")
			}
		}
	}
}

// judgeCode: a place code is area (6 or 9 digits), class (5) and serial (6); the area that
// an entry names lies in its declared one or is it.
func judgeCode(_ *Check, s *subject, _ time.Time, add adder) {
	if len(s.PlaceCode) == 20 {
		area := (s.AreaCode + "000000000")[:9]
		if s.PlaceCode[:6] != area[:6] || s.PlaceCode[6:9] != "000" && area[6:] != "000" && s.PlaceCode[6:9] != area[6:] {
			add("place_code", "code_area", "code", s.PlaceCode, "area", s.AreaCode)
		}
		if s.PlaceCode[9:14] != s.ClassCode {
			add("place_code", "code_class", "code", s.PlaceCode, "class", s.ClassCode)
		}
	}
	if s.DivisionCode != "" && !strings.HasPrefix(s.DivisionCode, s.AreaCode) && !strings.HasPrefix(s.AreaCode, s.DivisionCode) {
		add("division_code", "division_area", "code", s.DivisionCode, "area", s.AreaCode)
	}
}

func judgeAreaName(_ *Check, s *subject, _ time.Time, add adder) {
	switch {
	case s.DivisionCode == "":
	case s.DivisionName == nil:
		add("division_code", "division_unknown", "code", s.DivisionCode)
	case *s.DivisionName != s.Name:
		add("name", "division_name", "name", s.Name, "area", *s.DivisionName)
	}
}

func judgePinyin(c *Check, s *subject, _ time.Time, add adder) {
	if s.Pinyin == "" {
		return
	}
	fits, whole := gazetteer.Fits(s.Name, s.Pinyin)
	switch {
	case !fits:
		add("pinyin", "pinyin_differs", "pinyin", s.Pinyin, "name", s.Name)
	case !whole && c.Params.Whole:
		add("pinyin", "pinyin_short", "pinyin", s.Pinyin, "name", s.Name)
	}
}

func judgePosition(c *Check, s *subject, _ time.Time, add adder) {
	if s.Located != nil && (s.PositionReason == "" || !c.Params.ReasonExcuses) {
		add("geom", "outside", "area", *s.Located)
	}
}

func judgeDates(_ *Check, s *subject, now time.Time, add adder) {
	if s.NamesReversed > 0 {
		add("names", "names_reversed")
	}
	today := chinatime.Day(now)
	if s.ValidFrom != nil && s.ValidFrom.Format(time.DateOnly) > today {
		add("valid_from", "in_future", "date", s.ValidFrom.Format(time.DateOnly))
	}
	if s.ValidFrom != nil && s.ValidTo != nil && s.ValidTo.Before(*s.ValidFrom) {
		add("valid_to", "dates_reversed", "from", s.ValidFrom.Format(time.DateOnly), "to", s.ValidTo.Format(time.DateOnly))
	}
	from, to := year(s.Founded), year(s.Abolished)
	switch {
	case from > 0 && to > 0 && to < from:
		add("abolished", "dates_reversed", "from", s.Founded, "to", s.Abolished)
	case from > year(today):
		add("founded", "in_future", "date", s.Founded)
	}
}

// year is the year that a wording begins with (1956, 1956年); 0 where it says none.
func year(text string) int {
	n := 0
	for i, r := range text {
		if r < '0' || r > '9' || i > 4 {
			break
		}
		n = n*10 + int(r-'0')
	}
	if n < 1000 || n > 9999 {
		return 0
	}
	return n
}
