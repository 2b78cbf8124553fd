package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cairn/facilities/network"
	"cairn/internal/actor"
)

// TestNetwork goes through the routes of the road network on the sample.
func TestNetwork(t *testing.T) {
	t.Parallel()
	h := whole(t, sampleDB(t))
	planner, admin := h.as(actor.Planner, ""), h.as(actor.Admin, "")
	var report network.RoadReport
	planner.do("GET", "/network", nil).want(t, http.StatusOK).into(t, &report)
	if report.Nodes == 0 || report.Components != 1 || report.Villages.Count == 0 || report.Villages.MedianM == nil || report.Km < 1 {
		t.Fatalf("the sample's network: %+v", report)
	}
	checkHostileNetwork(t, planner)
	checkNetworkTimes(t, h, planner, admin, report)
	checkIsochrones(t, h, planner)
}

// checkHostileNetwork: what cannot be meant is refused with the name of the parameter.
func checkHostileNetwork(t *testing.T, c client) {
	t.Helper()
	many := strings.Repeat("104,23|", 100) + "104,23"
	for _, q := range []string{
		"isochrones", "isochrones?minutes=10", "isochrones?minutes=&lon=104&lat=23", "isochrones?minutes=0&lon=104&lat=23", "isochrones?minutes=-5&lon=104&lat=23",
		"isochrones?minutes=301&lon=104&lat=23", "isochrones?minutes=NaN&lon=104&lat=23", "isochrones?minutes=1e999&lon=104&lat=23", "isochrones?minutes=1,2,3,4,5,6,7&lon=104&lat=23",
		"isochrones?minutes=10&lon=104", "isochrones?minutes=10&lon=104&lat=91", "isochrones?minutes=10&lon=Inf&lat=23", "isochrones?minutes=10&lon=104,5&lat=23",
		"isochrones?minutes=10&lon=104&lat=23&kind=columbarium", "isochrones?minutes=10&kind=nothing", "isochrones?minutes=10&facility=x", "isochrones?minutes=10&kind=village_cemetery&area=99",
		"times", "times?from=104,23", "times?from=104,23&to=104", "times?from=104,23&to=104,23,5", "times?from=104,23|&to=104,23", "times?from=" + url.QueryEscape(many) + "&to=104,23",
		"times?from=104,23&to=104,NaN", "times?from=1e400,23&to=104,23", "settings?x=1",
	} {
		if p := c.do("GET", "/network/"+q, nil).problem(t, http.StatusBadRequest); len(p.Errors) == 0 {
			t.Errorf("%s: no parameter is named: %+v", q, p)
		}
	}
	c.do("GET", "/network/isochrones?minutes=10&facility=01900000-0000-7000-8000-000000000000", nil).problem(t, http.StatusNotFound)
}

// checkNetworkTimes: times follow the settings, which are guarded by their version.
func checkNetworkTimes(t *testing.T, h *harness, planner, admin client, before network.RoadReport) {
	t.Helper()
	var lon, lat float64
	if err := h.db.Read().QueryRow(context.Background(), "SELECT ST_X(seat), ST_Y(seat) FROM area WHERE code = '532601'").Scan(&lon, &lat); err != nil {
		t.Fatal(err)
	}
	question := fmt.Sprintf("/network/times?from=%f,%f|%f,%f&to=%f,%f", lon, lat, lon+0.1, lat+0.05, lon, lat)
	ask := func() (a NetworkTimes) {
		planner.do("GET", question, nil).want(t, http.StatusOK).into(t, &a)
		return a
	}
	slow := ask()
	if len(slow.Minutes) != 2 || *slow.Minutes[0][0] != 0 || !(*slow.Minutes[1][0] > 5) || slow.Network != before.Version || *slow.From[0].Part != 1 {
		t.Fatalf("times %+v", slow)
	}
	path, tag := "/network/settings", fmt.Sprintf("%q", fmt.Sprint(before.Settings.Version))
	planner.do("PATCH", path, map[string]any{"walk_kmh": 9}, "If-Match", tag).problem(t, http.StatusForbidden)
	h.as(actor.Admin, "532601").do("PATCH", path, map[string]any{"walk_kmh": 9}, "If-Match", tag).problem(t, http.StatusForbidden)
	admin.do("PATCH", path, map[string]any{"walk_kmh": 9}).problem(t, http.StatusPreconditionRequired)
	admin.do("PATCH", path, map[string]any{"walk_kmh": 9}, "If-Match", `"99"`).problem(t, http.StatusPreconditionFailed)
	for field, value := range map[string]any{"walk_kmh": 0, "off_road_limit_m": -1, "national_kmh": 1e9, "village_kmh": nil} {
		p := admin.do("PATCH", path, map[string]any{field: value}, "If-Match", tag).problem(t, http.StatusUnprocessableEntity)
		if len(p.Errors) != 1 || p.Errors[0].Field != field {
			t.Errorf("%s = %v: %+v", field, value, p.Errors)
		}
	}
	if again := ask(); again.Network != slow.Network {
		t.Error("refused settings have changed the network")
	}
	admin.do("PATCH", path, map[string]any{"walk_kmh": 10, "own_speeds": false, "township_kmh": 80, "county_kmh": 80, "reason": "试算"}, "If-Match", tag).want(t, http.StatusOK)
	if fast := ask(); fast.Network == slow.Network || !(*fast.Minutes[1][0] < *slow.Minutes[1][0]) {
		t.Errorf("after the change of speeds: %+v, before %+v", fast, slow)
	}
}

// checkIsochrones: bands hold one another, from a point, a facility, and all of a kind.
func checkIsochrones(t *testing.T, h *harness, c client) {
	t.Helper()
	var id string
	if err := h.db.Read().QueryRow(context.Background(), "SELECT id::text FROM facility WHERE kind = 'township_cemetery' AND geom IS NOT NULL AND NOT retired LIMIT 1").Scan(&id); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"lon=104.2&lat=23.4", "facility=" + id, "kind=township_cemetery&area=532601"} {
		var a struct {
			Features []struct {
				Geometry   struct{ Type string }
				Properties struct {
					Minutes     float64 `json:"minutes"`
					AreaKm2     float64 `json:"area_km2"`
					ResolutionM float64 `json:"resolution_m"`
				}
			}
			Sources []IsochroneSource
		}
		c.do("GET", "/network/isochrones?minutes=20,5&"+from, nil).want(t, http.StatusOK).into(t, &a)
		if len(a.Features) != 2 || len(a.Sources) == 0 || a.Sources[0].OffRoadM == nil {
			t.Fatalf("%s: %+v", from, a)
		}
		small, large := a.Features[0], a.Features[1]
		if small.Properties.Minutes != 5 || large.Properties.Minutes != 20 || small.Geometry.Type != "MultiPolygon" ||
			!(0 < small.Properties.AreaKm2 && small.Properties.AreaKm2 < large.Properties.AreaKm2) || large.Properties.ResolutionM < 5 {
			t.Errorf("%s: %+v, %+v", from, small, large)
		}
	}
}
