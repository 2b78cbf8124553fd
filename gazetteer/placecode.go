package gazetteer

import (
	"context"
	"strings"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// CodeArea is the part of a place code (地名代码) that names an area: its 6 digits to the
// county and 3 of the township. Areas above the township are filled up with zeros on the
// right, as GB/T 2260 and GB/T 10114 do (文山市 532601 → 532601000, the prefecture 5326 →
// 532600000); a village gives its township's.
func CodeArea(areaCode string) string {
	if len(areaCode) >= 9 {
		return areaCode[:9]
	}
	return areaCode + strings.Repeat("0", 9-len(areaCode))
}

// PlaceCode is a place code in its parts: 9 digits of the area, 5 of the class (GB/T
// 18521), 6 of the serial.
type PlaceCode struct{ Area, Class, Serial string }

// ParsePlaceCode cuts a place code into its parts; false for anything but 20 digits.
func ParsePlaceCode(code string) (PlaceCode, bool) {
	if !digits20.MatchString(code) {
		return PlaceCode{}, false
	}
	return PlaceCode{code[:9], code[9:14], code[14:]}, true
}

// within reports whether the code's area is that of the entry or one that holds it.
func (c PlaceCode) within(areaCode string) bool {
	area := strings.TrimRight(c.Area, "0")
	return c.Area == CodeArea(areaCode) || area != "" && strings.HasPrefix(areaCode, area) && c.Area == CodeArea(areaCode[:upTo(len(area))])
}

// upTo is the length of the area code that n digits without the zeros at their end belong to.
func upTo(n int) int {
	for _, length := range []int{2, 4, 6, 9} {
		if n <= length {
			return length
		}
	}
	return 9
}

// checkPlaceCode judges a code that a draft gives to an entry: it was never another
// entry's, and it is made of the entry's class and area, or of an area that there was
// before. A code that stays is not judged again: it is kept through changes of areas and
// classes.
func checkPlaceCode(ctx context.Context, q data.Querier, p *Place, d *Draft, reader actor.Grade) error {
	if d.PlaceCode == "" || p.PlaceCode != nil && *p.PlaceCode == d.PlaceCode {
		return nil
	}
	code, ok := ParsePlaceCode(d.PlaceCode)
	if !ok {
		return problem.InvalidFields(problem.Bad("place_code", "gazetteer.bad_place_code"))
	}
	var holder *string
	var former bool
	if err := q.QueryRow(ctx, queries.Get("code_fits"), d.PlaceCode, p.ID, code.Area, int16(reader)).Scan(&holder, &former); err != nil {
		return err
	}
	var c checker
	switch {
	case holder != nil:
		c.Bad("place_code", "gazetteer.code_in_use", "code", d.PlaceCode, "name", *holder)
	case code.Class != d.ClassCode:
		c.Bad("place_code", "gazetteer.code_of_class", "code", d.PlaceCode, "part", code.Class, "class", d.ClassCode)
	case code.Serial == "000000":
		c.Bad("place_code", "gazetteer.bad_place_code")
	case !code.within(d.AreaCode) && !former:
		c.Bad("place_code", "gazetteer.code_of_area", "code", d.PlaceCode, "part", code.Area, "area", d.AreaCode)
	}
	return c.Err()
}
