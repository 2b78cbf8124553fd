package papers_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries/papers"
	"cairn/internal/problem"
)

// A sheet has every stretch between the stops, each marker with its witnesses and room for
// what was measured; a line without markers is inspected by its stretches; a blank sheet
// names nothing of the register.
func TestSheet(t *testing.T) {
	t.Parallel()
	db, store := pack(t)
	ctx := exactly
	var id uuid.UUID
	if err := db.Read().QueryRow(ctx, "SELECT id FROM marker WHERE number = '0122002Q'").Scan(&id); err != nil {
		t.Fatal(err)
	}
	line, stops := "532601000532622000", []papers.Stop{{}, {Km: 23.551424, Number: "0122002Q", Markers: []uuid.UUID{id}}, {Km: 121.821574}}
	filled, err := store.Sheet(ctx, line, stops, false)
	if err != nil {
		t.Fatal(err)
	}
	text := html(t, filled)
	says(t, text, "界线检查现场记录表", "文山市砚山县线", line, "164.406", "起点 K0.000 → 0122002Q K23.551", "0122002Q K23.551 → 止点 K121.822", "□完好", "□未到达", "实量距离（米）", "登记距离（米）")
	if got := strings.Count(text, "□完好"); got != 3 {
		t.Errorf("%d places to tick conditions, want 3: two stretches, one marker", got)
	}
	bare, err := store.Sheet(ctx, line, []papers.Stop{{}, {Km: 5}}, false)
	if err != nil {
		t.Fatal(err)
	}
	says(t, html(t, bare), "本界线没有界桩", "起点 K0.000 → 止点 K5.000")
	blank, err := store.Sheet(ctx, line, stops, true)
	if err != nil {
		t.Fatal(err)
	}
	text = html(t, blank)
	says(t, text, "界线检查现场记录表", "□完好", "填表人")
	for _, filled := range []string{"文山市", line, "0122002Q", "104°", "164.406"} {
		if strings.Contains(text, filled) {
			t.Errorf("the blank sheet says %s", filled)
		}
	}
	if _, err := store.Sheet(ctx, "1", nil, false); !problem.Is(err, problem.NotFound) {
		t.Errorf("no line: %v", err)
	}
}
