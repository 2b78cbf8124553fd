package api

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
)

// Records of change sets and reports, for the tests of rights.

// claim makes a client the author of a set: what is left to judge is role and area.
func (p *place) claim(path string) func(client) {
	return func(c client) {
		hash := sha256.Sum256([]byte(c.token))
		err := p.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE change_set s SET author_id = a.id, author = a.login
				FROM api_token t JOIN account a ON a.id = t.account_id WHERE t.hash = $2 AND s.id = $1`,
				strings.Split(strings.TrimPrefix(path, "/gazetteer/changes/"), "/")[0], hash[:])
			return err
		})
		if err != nil {
			p.t.Fatal(err)
		}
	}
}

func newSet(p *place) attempt {
	return attempt{body: map[string]any{"stream": "correction", "title": fmt.Sprint("一批 ", p.next()), "reason": "核查",
		"items": []any{map[string]any{"fields": newEntry(p).body}}}}
}

// steps lead from a draft to the states after it.
var steps = []string{"/submit", "/accept", "/publish"}

// setAt makes a set, takes so many steps with it, and makes an attempt at its address.
func setAt(taken int, rest string, body map[string]any, author bool) func(*place) attempt {
	return func(p *place) attempt {
		var s setView
		author1, other := p.root(), p.root()
		author1.do("POST", "/gazetteer/changes", newSet(p).body).want(p.t, http.StatusCreated).into(p.t, &s)
		path := "/gazetteer/changes/" + s.ID
		for i, step := range steps[:taken] {
			c := other
			if i == 0 {
				c = author1
			}
			c.do("POST", path+step, nil, at(s.Version)...).want(p.t, http.StatusOK).into(p.t, &s)
		}
		var page struct{ Items []itemView }
		author1.do("GET", path+"/items", nil).want(p.t, http.StatusOK).into(p.t, &page)
		a := attempt{path: path + strings.ReplaceAll(rest, "{item}", page.Items[0].ID), body: body, version: s.Version}
		if author {
			a.claim = p.claim(path)
		}
		return a
	}
}

// more is the body of an attempt to add an item.
func moreItems(p *place) attempt {
	a := setAt(0, "/items", nil, true)(p)
	a.body = map[string]any{"items": newSet(p).body.(map[string]any)["items"]}
	return a
}

// sampled is a set whose sample was looked at.
func sampled(p *place) attempt {
	a := setAt(1, "", map[string]any{"reason": "抽查通过"}, false)(p)
	c := p.root()
	c.do("POST", a.path+"/sample", map[string]any{"size": 1}).want(p.t, http.StatusOK)
	var page struct{ Items []itemView }
	c.do("GET", a.path+"/items", nil).want(p.t, http.StatusOK).into(p.t, &page)
	c.do("POST", a.path+"/items/"+page.Items[0].ID+"/verdict", map[string]any{"verdict": "accepted"}).want(p.t, http.StatusOK)
	a.path, a.version = a.path+"/accept-rest", a.version+2
	return a
}

// conflicting is a set whose entry moved on.
func conflicting(p *place) attempt {
	c := p.root()
	e := entry(p)
	var s setView
	c.do("POST", "/gazetteer/changes", map[string]any{"stream": "correction", "title": "x", "items": []any{
		map[string]any{"place_id": strings.TrimPrefix(e.path, "/gazetteer/entries/"), "fields": map[string]any{"meaning": "甲"}}}}).
		want(p.t, http.StatusCreated).into(p.t, &s)
	c.do("PATCH", e.path, map[string]any{"meaning": "乙"}, at(1)...).want(p.t, http.StatusOK)
	path := "/gazetteer/changes/" + s.ID
	return attempt{path: path + "/items/" + s.Items[0].ID + "/resolve", claim: p.claim(path),
		body: map[string]any{"field": "meaning", "choice": "mine", "current_version": 2}}
}

func newReport(p *place) attempt {
	return attempt{path: entry(p).path + "/reports", body: map[string]any{"kind": "error", "text": "写错了"}}
}

func report(rest string) func(*place) attempt {
	return func(p *place) attempt {
		r := newReport(p)
		return attempt{path: "/gazetteer/reports/" + p.made(r.path, r.body) + rest, version: 1, body: map[string]any{"outcome": "declined", "note": "未见"}}
	}
}

// submittedSet is a set that every account may read, and an item of it.
func (p *place) submittedSet() (set, item string) {
	const some = `SELECT s.id::text, i.id::text FROM change_set s JOIN change_item i ON i.set_id = s.id WHERE s.submitted_at IS NOT NULL LIMIT 1`
	if err := p.db.Read().QueryRow(context.Background(), some).Scan(&set, &item); err == nil {
		return set, item
	}
	setAt(1, "", nil, false)(p)
	p.scan(some).into(&set, &item)
	return set, item
}
