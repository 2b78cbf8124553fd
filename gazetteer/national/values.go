package national

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/width"

	"cairn/gazetteer"
)

// position reads longitude and latitude, from two columns or one.
func (r *rowReading) position() {
	lonField, latField := fieldLon, fieldLat
	lon, lat := r.get(fieldLon), r.get(fieldLat)
	if both := r.get(fieldLonLat); nothing(lon) && nothing(lat) && !nothing(both) {
		var ok bool
		if lon, lat, ok = splitPosition(both); !ok {
			r.bad(fieldLonLat, "national.bad_coordinate")
			return
		}
		lonField, latField = fieldLonLat, fieldLonLat
	}
	switch {
	case nothing(lon) && nothing(lat):
		return
	case nothing(lon):
		r.bad(lonField, "problem.required")
		return
	case nothing(lat):
		r.bad(latField, "problem.required")
		return
	}
	x, okX := parseCoordinate(lon, r.rules.Coordinates, 180)
	y, okY := parseCoordinate(lat, r.rules.Coordinates, 90)
	if !okX || !okY {
		r.badPosition(lon, lat, lonField, latField, okX)
		return
	}
	r.record.Lon, r.record.Lat = &x, &y
}

// badPosition tells an exchange of longitude and latitude from other mistakes.
func (r *rowReading) badPosition(lon, lat, lonField, latField string, lonFits bool) {
	_, lonThere := parseCoordinate(lat, r.rules.Coordinates, 180)
	_, latThere := parseCoordinate(lon, r.rules.Coordinates, 90)
	switch {
	case lonThere && latThere:
		r.bad(latField, "import.lon_lat_swapped")
	case lonFits:
		r.bad(latField, "national.bad_coordinate")
	default:
		r.bad(lonField, "national.bad_coordinate")
	}
}

// statusWords are the usual words for the state of a name.
var statusWords = map[string]string{
	"现今": gazetteer.Current, "现今地名": gazetteer.Current, "在用": gazetteer.Current, "使用中": gazetteer.Current, "当今": gazetteer.Current,
	"正常": gazetteer.Current, "有效": gazetteer.Current, "现行": gazetteer.Current, "current": gazetteer.Current,
	"历史": gazetteer.Historic, "历史地名": gazetteer.Historic, "废止": gazetteer.Historic, "已废止": gazetteer.Historic, "停用": gazetteer.Historic,
	"注销": gazetteer.Historic, "已注销": gazetteer.Historic, "销名": gazetteer.Historic, "historic": gazetteer.Historic,
}

// words reads the state and the day of the last update.
func (r *rowReading) words() {
	if word := plainHeading(r.get(fieldStatus)); !nothing(word) {
		status := statusWords[word]
		for own, means := range r.rules.StatusWords {
			if plainHeading(own) == word {
				status = means
			}
		}
		if r.record.Status = status; status == "" {
			r.bad(fieldStatus, "national.unknown_status")
		}
	}
	if text := r.get(fieldUpdated); !nothing(text) {
		day, ok := parseDay(text, r.rules.Dates)
		if r.record.UpdatedOn = day; !ok {
			r.bad(fieldUpdated, "problem.bad_date")
		}
	}
}

// dayPattern is a day as people write it, with the time behind it or not.
var dayPattern = regexp.MustCompile(`^(\d{1,4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,4})日?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$`)

// parseDay reads a day in the order of the rules and gives it as YYYY-MM-DD: 2021-12-31,
// 2021/12/31, 2021.12.31, 2021年12月31日, 20211231. False for a day that does not exist.
func parseDay(text, order string) (string, bool) {
	text = strings.TrimSpace(width.Fold.String(text))
	layout := map[string]string{"": "2006-1-2", "ymd": "2006-1-2", "dmy": "2-1-2006", "mdy": "1-2-2006"}[order]
	if len(text) == 8 && strings.Trim(text, "0123456789") == "" {
		day, err := time.Parse("20060102", text)
		return day.Format(time.DateOnly), err == nil
	}
	m := dayPattern.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	day, err := time.Parse(layout, m[1]+"-"+m[2]+"-"+m[3])
	if err != nil {
		return "", false
	}
	return day.Format(time.DateOnly), true
}
