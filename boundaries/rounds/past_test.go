package rounds

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"cairn/data/datatest"
)

// What the description of the pack says of the round that is over.
type expected struct {
	Lines struct {
		Total  int
		Agreed float64 `json:"agreed_length_km"`
	}
	Markers     struct{ Total int }
	Inspections struct {
		Round4     int            `json:"round4_records"`
		Conditions map[string]int `json:"round4_conditions"`
	}
}

func read(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), name))
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// concluded counts the conclusions of round 4 in the file of lines.
func concluded(t *testing.T) map[string]int {
	t.Helper()
	var lines struct {
		Features []struct {
			Properties struct {
				Result string `json:"round4_result"`
			}
		}
	}
	read(t, "lines.geojson", &lines)
	conclusions := map[string]int{}
	for _, f := range lines.Features {
		conclusions[f.Properties.Result]++
	}
	return conclusions
}

// The import makes round 4 of the pack the past: closed, with the conclusions of the file of
// lines and the records of its markers, and the figures that the pack states of itself.
func TestPastRoundIsAsThePackSays(t *testing.T) {
	k := newKit(t)
	var want expected
	read(t, "expected.json", &want)
	conclusions := concluded(t)

	all, err := k.store.List(k.ctx)
	if err != nil || len(all) != 1 || all[0].Number != 4 || all[0].State != Closed || !all[0].Past || all[0].Late != 0 {
		t.Fatalf("rounds %+v, %v", all, err)
	}
	got, err := k.store.Progress(k.ctx, Query{Round: 4})
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(got.Conclusions, conclusions) || conclusions["qualified"] != 209 || conclusions["repaired"] != 10 || conclusions["follow_up"] != 3 {
		t.Errorf("conclusions %v, the file has %v", got.Conclusions, conclusions)
	}
	unreached := want.Inspections.Conditions["unreached"]
	if got.Lines != want.Lines.Total || got.LinesDone != want.Lines.Total || got.Km != want.Lines.Agreed || got.KmDone != want.Lines.Agreed || got.Markers != want.Markers.Total ||
		got.MarkersDone != want.Inspections.Round4-unreached || got.MarkersBad != got.MarkersDone-want.Inspections.Conditions["intact"] || got.States[Closed] != want.Lines.Total {
		t.Errorf("progress %+v, want %+v", got, want)
	}
	compared, err := k.store.Compare(k.ctx, 4, "", "", "", 1000)
	if err != nil || len(compared.Items) != want.Inspections.Round4 || compared.Previous != nil {
		t.Fatalf("%d markers after %v: %v", len(compared.Items), compared.Previous, err)
	}
	conditions := map[string]int{}
	for _, m := range compared.Items {
		for _, c := range m.Now {
			conditions[c]++
		}
	}
	if !maps.Equal(conditions, want.Inspections.Conditions) {
		t.Errorf("conditions %v, want %v", conditions, want.Inspections.Conditions)
	}
}
