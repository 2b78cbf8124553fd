package api

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
)

// newAreaChange renames the township; each of its drafts has a later day of effect.
func newAreaChange(p *place) attempt {
	n := p.next()
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly)
	return attempt{body: map[string]any{"kind": "rename", "title": "更名", "authority": "省人民政府", "document": "云政复〔2010〕1号",
		"approved_on": "2010-01-01", "effective_on": day, "parts": []any{map[string]any{"old": []string{p.township}, "name": fmt.Sprint("新名", n, "镇")}}}}
}

func areaChange(p *place) attempt {
	id := p.made("/areas/changes", newAreaChange(p).body)
	return attempt{path: "/areas/changes/" + id, body: map[string]any{"note": "说明"}, version: 1}
}

func areaChangeOf(action string) func(*place) attempt {
	return func(p *place) attempt {
		a := areaChange(p)
		return attempt{path: a.path + action, body: map[string]any{}, version: 1}
	}
}

// repliedAreaChange has the reply attached.
func repliedAreaChange(p *place) attempt {
	a := areaChange(p)
	attachReply(p.t, p.harness, a.path[len("/areas/changes/"):])
	return attempt{path: a.path + "/apply", body: map[string]any{}, version: 1}
}

// attachReply puts a reply beside a change of areas, as an upload would.
func attachReply(t testing.TB, h *harness, id string) {
	t.Helper()
	err := h.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO attachment (id, owner, owner_id, role, name, kind, media_type, size, sha256, state, uploader)
			VALUES ($1, 'area_change', $2, 'reply', '批复.pdf', 'document', 'application/pdf', 1, repeat('0', 64), 'ready', 'test')`, uuid.New(), id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
