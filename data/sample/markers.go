package sample

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/geo"
)

const markerCount = 54

// marker is a generated boundary marker.
type marker struct {
	number string
	line   line
	at     orb.Point
}

// markers sets single markers on the lines of county level and higher, in turn.
func (g *generator) markers(lines []line) []marker {
	var high []line
	for _, l := range lines {
		if l.level != "township" {
			high = append(high, l)
		}
	}
	var all []marker
	var rows [][]string
	serial := map[string]int{} // lines of one short code share their numbers
	for i := range markerCount {
		l := high[i%len(high)]
		turn := i/len(high) + 1
		serial[l.shortCode()]++
		at := l.path[min(len(l.path)-2, turn*len(l.path)/(2+markerCount/len(high)))]
		m := marker{number: fmt.Sprintf("%s%03dQ", l.shortCode(), serial[l.shortCode()]), line: l, at: at}
		all = append(all, m)
		rows = append(rows, g.markerRow(m))
	}
	g.writeCSV("markers.csv", "number,line_codes,type,side,faces,material,grade,lon,lat,"+gridColumns()+
		",height_m,managing_area,co_area,erected_on,"+witnessColumns+",description", rows)
	return all
}

// zone is the 3-degree zone of the schematic prefecture.
func zone() geo.Zone {
	z, _ := geo.ZoneFor((west+east)/2, false)
	return z
}

func gridColumns() string { return fmt.Sprintf("northing_%[1]d,easting_%[1]d", zone().EPSG()) }

const witnessColumns = "witness1,witness1_bearing_deg,witness1_distance_m,witness1_lon,witness1_lat," +
	"witness2,witness2_bearing_deg,witness2_distance_m,witness2_lon,witness2_lat," +
	"witness3,witness3_bearing_deg,witness3_distance_m,witness3_lon,witness3_lat"

func (g *generator) markerRow(m marker) []string {
	northing, easting := geo.Project(m.at, zone())
	row := []string{m.number, m.line.code, "single", "Q", "2", "granite", m.line.level,
		degrees(m.at[0]), degrees(m.at[1]), metres(northing), metres(easting),
		fmt.Sprintf("%.1f", 1000+g.rnd.Float64()*800), m.line.left, m.line.right,
		fmt.Sprintf("20%02d-06-15", 2+g.rnd.IntN(8))}
	for _, name := range []string{"独立大树", "电力杆", "桥头北角"} {
		row = append(row, g.witness(name, northing, easting)...)
	}
	return append(row, "示意位置:"+m.line.name)
}

// witness is an object near the marker with its grid bearing and distance.
func (g *generator) witness(name string, northing, easting float64) []string {
	bearing := math.Round(g.rnd.Float64()*35999) / 100
	distance := math.Round((5+50*g.rnd.Float64())*100) / 100
	sin, cos := math.Sincos(bearing * math.Pi / 180)
	p := geo.Unproject(northing+distance*cos, easting+distance*sin, zone())
	return []string{fmt.Sprintf("%s,方位%.2f°,距离%.2f米", name, bearing, distance),
		fmt.Sprintf("%.2f", bearing), fmt.Sprintf("%.2f", distance), fmt.Sprintf("%.9f", p[0]), fmt.Sprintf("%.9f", p[1])}
}

func metres(x float64) string { return fmt.Sprintf("%.4f", x) }

// inspections gives every marker a record of round 4 and some a patrol.
func (g *generator) inspections(markers []marker) {
	conditions := []string{"intact", "intact", "intact", "intact", "intact", "faded", "tilted", "damaged"}
	day := time.Date(2021, 3, 1, 10, 0, 0, 0, time.FixedZone("", 8*3600))
	var rows [][]string
	for i, m := range markers {
		record := func(kind, round, device string, at time.Time, accuracy string) {
			rows = append(rows, []string{stableID("inspection", m.number, kind), kind, round, device, at.Format(time.RFC3339),
				"示意检查组", m.number, conditions[g.rnd.IntN(len(conditions))], degrees(m.at[0]), degrees(m.at[1]), accuracy, "wgs84", "", ""})
		}
		record("round", "4", "RTK-01", day.AddDate(0, 0, i), "0.03")
		if i%3 == 0 {
			record("patrol", "", "PHONE-01", day.AddDate(1, 0, i), "5")
		}
	}
	g.writeCSV("inspections.csv", "uuid,kind,round,device_id,observed_at,observer,marker,conditions,lon,lat,accuracy_m,crs,note,photos", rows)
}

// stableID is the same UUID on every run.
func stableID(parts ...string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("cairn:sample:"+strings.Join(parts, ":"))).String()
}
