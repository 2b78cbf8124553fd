package api

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/actor"
)

// What stands in graded fields, and nowhere else.
var secretTexts = []string{"绝谷寨", "秘名丙", "秘义甲", "秘史乙", "秘述丁", "秘义戊"}

// gradedEntries adds an entry with graded fields and one that is graded as a whole, and
// proposes a change of a graded field; it gives the ids of the two.
func gradedEntries(t *testing.T, p *place) [2]string {
	t.Helper()
	keeper := data.Change{Actor: actor.System("keeper"), Door: "test", Reason: "定密"}
	ctx := actor.WithReader(context.Background(), keeper.Actor)
	at := [2]float64{p.lon, p.lat}
	draft := gazetteer.Draft{Name: "见山寨", ClassCode: p.class, AreaCode: p.township, Lon: &at[0], Lat: &at[1],
		Meaning: "秘义甲", History: "秘史乙", Secrecy: gazetteer.Secrecy{"meaning": 2, "history": 1, "description": 3, "position": 2}}
	draft.Description = "秘述丁"
	if err := draft.SetForms([]gazetteer.Form{{Kind: "alias", Text: "秘名丙", Grade: 2}}); err != nil {
		t.Fatal(err)
	}
	part, err := p.server.Places.Create(ctx, keeper, uuid.Nil, draft)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := p.server.Places.Create(ctx, keeper, uuid.Nil, gazetteer.Draft{Name: "绝谷寨", ClassCode: p.class, AreaCode: p.township,
		Lon: &at[0], Lat: &at[1], Secrecy: gazetteer.Secrecy{"entry": 4}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.server.Changes.Create(ctx, keeper, changes.New{Stream: "correction", Title: "更正", Reason: "核实", Items: []changes.NewItem{
		{Op: changes.Modify, PlaceID: part.ID, Fields: changes.Fields{"meaning": json.RawMessage(`"秘义戊"`), "origin_text": json.RawMessage(`"公开来历"`)}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return [2]string{part.ID.String(), whole.ID.String()}
}

// Every route that reads, asked by people without clearance: nothing graded comes out, in
// JSON, HTML, tiles, workbooks or documents.
func TestNothingGradedComesOut(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	ids := gradedEntries(t, p)
	readers := map[string]client{"admin": p.root(), "nobody": p.nobody()}
	ask := func(path string) {
		for who, c := range readers {
			r := c.do("GET", path, nil)
			text := unpacked(r)
			for _, secret := range secretTexts {
				if strings.Contains(text, secret) {
					t.Errorf("%s by %s tells %s", path, who, secret)
				}
			}
			if strings.Contains(path, ids[1]) && r.StatusCode == http.StatusOK {
				t.Errorf("%s by %s is answered although the entry is graded", path, who)
			}
		}
	}
	for key := range routeRights {
		method, pattern, _ := strings.Cut(key, " ")
		if method != http.MethodGet {
			continue
		}
		if strings.HasPrefix(pattern, "/gazetteer/entries/{id}") {
			for _, id := range ids {
				ask(strings.Replace(pattern, "{id}", id, 1))
			}
			continue
		}
		ask(p.instance(pattern))
	}
	for _, path := range []string{"/gazetteer/entries?limit=1000", "/gazetteer/changes?limit=1000", "/gazetteer/ledger?limit=1000",
		"/gazetteer/cleanup?limit=1000", "/collections/places/items?limit=1000", "/collections/places/items/" + ids[0], "/collections/places/items/" + ids[1],
		"/gazetteer/products/dictionary.docx", "/gazetteer/products/gazetteer.html", "/gazetteer/products/linked-places.json", "/gazetteer/products/places.geojson",
		"/gazetteer/products/map.svg?area=" + p.township, "/gazetteer/products/map.html?area=" + p.township,
		"/gazetteer/check?name=绝谷寨&area=" + p.township + "&class=" + p.class} {
		ask(path)
	}
	for _, q := range []string{"绝谷寨", "秘名丙", "juegu", "mimingbing", "mmb", "见山寨"} {
		for _, path := range []string{"/gazetteer/search?q=", "/gazetteer/suggest?q=", "/gazetteer/entries?q=", "/gazetteer/ledger?q="} {
			ask(path + url.QueryEscape(q))
		}
	}
	if text := unpacked(p.root().do("GET", "/gazetteer/entries/"+ids[0], nil)); !strings.Contains(text, "见山寨") || !strings.Contains(text, `"lon":null`) {
		t.Errorf("the open part of the entry: %s", text)
	}
}

// unpacked is the text of an answer, of a zip (docx, xlsx, package) the text of its parts.
func unpacked(r reply) string {
	z, err := zip.NewReader(bytes.NewReader(r.text), int64(len(r.text)))
	if err != nil {
		return string(r.text)
	}
	var all strings.Builder
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			continue
		}
		text, _ := io.ReadAll(part)
		all.WriteString(unpacked(reply{text: text}))
		_ = part.Close()
	}
	return all.String()
}
