package papers_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries/papers"
	"cairn/internal/grain"
)

// Papers hold no more than their reader may see, and say so; who reads is told by the context,
// and nobody is everybody.
func TestPapersAreCoarse(t *testing.T) {
	t.Parallel()
	db, store := pack(t)
	var id uuid.UUID
	if err := db.Read().QueryRow(exactly, "SELECT id FROM marker WHERE number = '0122231S'").Scan(&id); err != nil {
		t.Fatal(err)
	}
	for name, ctx := range map[string]context.Context{"nobody": context.Background(),
		"coarse": grain.With(context.Background(), grain.NewReader(grain.Public))} {
		doc, err := store.Registration(ctx, id, false)
		if err != nil {
			t.Fatal(err)
		}
		table, err := store.Results(ctx, papers.Scope{Area: "5326"})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{html(t, doc), html(t, table.Document())} {
			for _, exact := range []string{"2579391.5597", "441472.6665", "1641.5", "104°25′40.0908″"} {
				if strings.Contains(text, exact) {
					t.Errorf("%s reads %s", name, exact)
				}
			}
			says(t, text, "0122231S", "概略坐标", "1000 米")
		}
	}
	reader := grain.NewReader(grain.Grains{})
	if _, err := store.Results(grain.With(context.Background(), reader), papers.Scope{Area: "5326"}); err != nil {
		t.Fatal(err)
	}
	if layers, n := reader.Seen(); n != 54 || len(layers) != 1 {
		t.Errorf("%d records of %v were counted, want 54 markers", n, layers)
	}
}
