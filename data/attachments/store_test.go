package attachments_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Files that are missing or altered are found, those of forms too; the rest is whole.
func TestVerify(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	var all []attachments.Meta
	for i := range 3 {
		all = append(all, k.mustAdd("x.jpg", noise(5_000, uint64(i))))
	}
	verify := func() (int64, []data.Fault) {
		t.Helper()
		files, faults, err := attachments.Verify(ctx, k.db.Read(), k.cfg.Dir)
		if err != nil {
			t.Fatal(err)
		}
		return files, faults
	}
	files, faults := verify()
	if len(faults) != 0 || files < 3 {
		t.Fatalf("%d files, %v", files, faults)
	}
	path := func(sum string) string { return filepath.Join(k.cfg.Dir, sum[:2], sum) }
	if err := os.Remove(path(all[0].SHA256)); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path(all[1].WebSHA256))
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 1
	if err := os.WriteFile(path(all[1].WebSHA256), text, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, faults = verify(); len(faults) != 2 {
		t.Errorf("%v", faults)
	}
	if report, err := data.Verify(ctx, k.db); err != nil || len(report.Faults) != 0 {
		t.Errorf("the trail: %+v, %v", report, err)
	}
}

// A stored file is never overwritten, not even a damaged one: the upload waits.
func TestNeverOverwritten(t *testing.T) {
	t.Parallel()
	k := newKit(t)
	content := noise(5_000, 1)
	first := k.mustAdd("x.jpg", content)
	path := filepath.Join(k.cfg.Dir, first.SHA256[:2], first.SHA256)
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := k.add("y.jpg", content); err == nil || problem.As(err) != nil {
		t.Errorf("the same content again: %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "damaged" {
		t.Errorf("%q, %v", text, err)
	}
	if k.count() != 1 {
		t.Errorf("%d attachments", k.count())
	}
}

func TestLinkIn(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	m := k.mustAdd("x.jpg", jpegOf(picture(8, 8)))
	link := func(id uuid.UUID) (linked attachments.Meta, err error) {
		err = k.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			linked, err = k.store.LinkIn(ctx, tx, id, attachments.Target{Owner: "desk", OwnerID: "2", Role: "evidence"})
			return err
		})
		return linked, err
	}
	linked, err := link(m.ID)
	if err != nil || linked.ID == m.ID || linked.Role != "evidence" || linked.Uploader != "officer" {
		t.Fatalf("%+v, %v", linked, err)
	}
	list, err := k.store.List(ctx, k.db.Read(), "desk", "2")
	if err != nil || len(list) != 1 || list[0].SHA256 != m.SHA256 {
		t.Errorf("%+v, %v", list, err)
	}
	f, _, err := k.store.Open(ctx, linked.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if text, err := io.ReadAll(f); err != nil || !bytes.Equal(text, k.read(officer, m.ID, attachments.Original)) {
		t.Errorf("the linked file: %d bytes, %v", len(text), err)
	}
	if err := k.store.Remove(ctx, data.Change{Actor: officer, Door: "test", Reason: "错了"}, m.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := link(m.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("a removed one: %v", err)
	}
	if _, _, err := k.store.OpenFor(ctx, viewer, linked.ID, attachments.Thumb); err != nil {
		t.Errorf("the linked one goes with the removed one: %v", err)
	}
	versions, err := data.History(ctx, k.db.Read(), "attachment", m.ID.String(), "attachment")
	if err != nil || len(versions) != 2 || versions[0].Reason != "错了" {
		t.Errorf("history: %+v, %v", versions, err)
	}
}

func TestConfigNamesItsFaults(t *testing.T) {
	t.Parallel()
	_, err := attachments.NewStore(nil, attachments.Config{Extensions: []string{"exe"}, MaxImage: -1})
	for _, want := range []string{"Dir", `"exe"`, "MaxImage"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not name %s", err, want)
		}
	}
	k := newKit(t, func(c *attachments.Config) { c.Extensions = []string{"pdf"} })
	_, err = k.add("x.jpg", jpegOf(picture(8, 8)))
	refused(t, err, problem.Invalid, "attachments.extension")
	if err := k.uploads.Prepare(); err != nil {
		t.Error(err)
	}
	_, err = k.store.ListFor(context.Background(), actor.Nobody, "desk", "1", false)
	refused(t, err, problem.Unauthorized, "actor.sign_in")
}
