package changes_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// rows are the states of an item's fields.
func (b *bench) rows(set uuid.UUID) map[string]string {
	b.t.Helper()
	states := map[string]string{}
	for _, r := range b.items(set)[0].Rows {
		states[r.Field] = r.State
	}
	return states
}

func (b *bench) publish(s changes.Set) (changes.Set, error) {
	now, err := b.Get(b.ctx, reviewer.Actor, s.ID)
	b.must(err)
	return b.Publish(b.ctx, reviewer, s.ID, now.Version)
}

func (b *bench) resolve(s changes.Set, field, choice string, value any, version int64) error {
	_, err := b.Resolve(b.ctx, reviewer, s.ID, b.items(s.ID)[0].ID, nil,
		changes.Choosing{Field: field, Choice: choice, Value: fields("v", value)["v"], Version: version})
	return err
}

// Fields that nobody else touched merge by themselves; the others are conflicts and block
// until a person decides; a decision is void when the entry moves on again.
func TestMerge(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.village("新寨")
	s := b.accepted(changes.Correction, modify(p, "meaning", "我", "history", "史", "alt_names", []string{"寨子"}, "lon", 104.06))
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning, d.OriginText, d.AltNames = "他", "来历", []string{"寨子"} })
	want := map[string]string{"meaning": changes.Conflict, "history": changes.Merged, "alt_names": changes.Same, "position": changes.Merged}
	if got := b.rows(s.ID); len(got) != 4 || got["meaning"] != want["meaning"] || got["history"] != want["history"] || got["alt_names"] != want["alt_names"] || got["position"] != want["position"] {
		t.Fatalf("the merge reads %v", got)
	}
	before := b.state()
	_, err := b.publish(s)
	b.refused("publishing with a conflict", before, err, problem.Conflict, "changes.conflicts")
	b.refused("deciding on what was not seen", before, b.resolve(s, "meaning", changes.Mine, nil, 1), problem.Conflict, "changes.entry_moved")
	b.refused("deciding where nothing is", before, b.resolve(s, "history", changes.Mine, nil, 2), problem.Conflict, "changes.no_conflict")
	b.refused("an unknown choice", before, b.resolve(s, "meaning", "both", nil, 2), problem.Invalid, "problem.unknown_value")
	b.refused("a value of another type", before, b.resolve(s, "meaning", changes.Value, 7, 2), problem.Invalid, "changes.not_text")
	b.must(b.resolve(s, "meaning", changes.Mine, nil, 2))
	if got := b.rows(s.ID)["meaning"]; got != changes.Decided {
		t.Errorf("decided as %s", got)
	}
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning = "又" })
	if got := b.rows(s.ID)["meaning"]; got != changes.Conflict {
		t.Errorf("the decision still stands as %s", got)
	}
	before = b.state()
	_, err = b.publish(s)
	b.refused("publishing with a void decision", before, err, problem.Conflict, "changes.conflicts")
	b.must(b.resolve(s, "meaning", changes.Value, " 我和他 ", 3))
	_, err = b.publish(s)
	b.must(err)
	now := b.place(p.ID)
	if now.Meaning != "我和他" || now.History != "史" || now.OriginText != "来历" || !slices.Equal(now.AltNames, []string{"寨子"}) || *now.Lon != 104.06 || now.Version != 4 {
		t.Errorf("merged to %+v", now)
	}
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning = "后来" })
	if row := b.items(s.ID)[0].Rows; string(row[1].Current) != `"又"` && string(row[2].Current) != `"又"` {
		t.Errorf("the published set does not read as it did: %+v", row)
	}
}

// theirs keeps what the entry has; when nothing else is proposed nothing is written.
func TestTheirs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.village("新寨")
	s := b.accepted(changes.Correction, modify(p, "meaning", "我"))
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning = "他" })
	b.must(b.resolve(s, "meaning", changes.Theirs, nil, 2))
	_, err := b.publish(s)
	b.must(err)
	if item := b.items(s.ID)[0]; b.place(p.ID).Meaning != "他" || b.place(p.ID).Version != 2 || item.EditID != nil {
		t.Errorf("published as %+v", item)
	}
}

// A spelling belongs to the name that it was written for.
func TestSpellingOfAnotherName(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.village("新寨")
	s := b.accepted(changes.Correction, modify(p, "pinyin", "Xīnzhài"))
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Name = "老寨" })
	if got := b.rows(s.ID)["pinyin"]; got != changes.Conflict {
		t.Errorf("the spelling of another name is %s", got)
	}
}

// What happened to the whole entry meanwhile: retired, changed before its retirement,
// its code given to another, its id taken.
func TestClashes(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	retire := func(p gazetteer.Place) {
		_, err := b.places.Retire(b.ctx, second, p.ID, b.place(p.ID).Version)
		b.must(err)
	}
	p := b.village("甲")
	s := b.accepted(changes.Correction, modify(p, "meaning", "我"))
	retire(p)
	before := b.state()
	_, err := b.publish(s)
	b.refused("an entry retired meanwhile", before, err, problem.Conflict, "changes.conflicts")
	b.refused("changing it all the same", before, b.resolve(s, "entry", changes.Mine, nil, 2), problem.Conflict, "changes.choice_impossible")
	b.must(b.resolve(s, "entry", changes.Theirs, nil, 2))
	_, err = b.publish(s)
	b.must(err)

	p = b.village("乙")
	s = b.accepted(changes.Correction, changes.NewItem{Op: changes.Delete, PlaceID: p.ID, BaseVersion: 1})
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning = "还在用" })
	before = b.state()
	_, err = b.publish(s)
	b.refused("retiring what somebody changed", before, err, problem.Conflict, "changes.conflicts")
	if row := b.items(s.ID)[0].Rows[0]; row.Field != "entry" || string(row.Current) != `{"meaning":"还在用"}` {
		t.Errorf("the clash reads %+v", row)
	}
	b.must(b.resolve(s, "entry", changes.Mine, nil, 2))
	_, err = b.publish(s)
	b.must(err)
	if now := b.place(p.ID); now.Status != gazetteer.Retired {
		t.Errorf("kept as %+v", now)
	}

	p, holder := b.village("丙"), b.village("丁")
	const code = "53260100122200000007"
	s = b.accepted(changes.Correction, modify(p, "place_code", code, "meaning", "x"))
	b.edit(holder.ID, func(d *gazetteer.Draft) { d.PlaceCode = code })
	before = b.state()
	_, err = b.publish(s)
	b.refused("a code taken meanwhile", before, err, problem.Conflict, "changes.conflicts")
	if row := b.items(s.ID)[0].Rows[0]; row.Holder == nil || row.Holder.ID != holder.ID {
		t.Errorf("the taken code reads %+v", row)
	}
	b.refused("using it twice", before, b.resolve(s, "place_code", changes.Mine, nil, 1), problem.Conflict, "changes.choice_impossible")
	b.must(b.resolve(s, "place_code", changes.Theirs, nil, 1))
	_, err = b.publish(s)
	b.must(err)
	if now := b.place(p.ID); now.PlaceCode != nil || now.Meaning != "x" {
		t.Errorf("published as %+v", now)
	}

	id := uuid.New()
	item := hamlet("戊")
	item.PlaceID = id
	s = b.accepted(changes.Naming, item)
	lon, lat := 104.05, 23.05
	_, err = b.places.Create(b.ctx, second, id, gazetteer.Draft{Name: "已有", ClassCode: "22200", AreaCode: "532601001", Lon: &lon, Lat: &lat})
	b.must(err)
	before = b.state()
	_, err = b.publish(s)
	b.refused("an id taken meanwhile", before, err, problem.Conflict, "changes.conflicts")
}

// A form that was open since an earlier version is compared with what its author saw.
func TestEarlierBase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.village("新寨")
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning, d.AltNames = "甲", []string{"寨"} })
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Name, d.Lon = "老寨", ptr(104.07) })
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Geometry, d.Lon, d.Lat = line(), nil, nil })
	for version, want := range map[int64]map[string]string{
		1: {"name": changes.Conflict, "meaning": changes.Conflict, "position": changes.Conflict, "history": changes.Merged, "alt_names": changes.Conflict},
		2: {"name": changes.Conflict, "meaning": changes.Merged, "position": changes.Conflict, "history": changes.Merged, "alt_names": changes.Merged},
		3: {"name": changes.Merged, "meaning": changes.Merged, "position": changes.Conflict, "history": changes.Merged, "alt_names": changes.Merged},
		4: {"name": changes.Clean, "meaning": changes.Clean, "position": changes.Clean, "history": changes.Clean, "alt_names": changes.Clean},
	} {
		item := modify(p, "name", "大寨", "meaning", "乙", "history", "史", "alt_names", []string{"大"}, "lon", 104.08, "lat", 23.08)
		item.BaseVersion = version
		s := b.draft(changes.Correction, item)
		for field, state := range want {
			if got := b.rows(s.ID)[field]; got != state {
				t.Errorf("%s of version %d is %s, want %s", field, version, got, state)
			}
		}
	}
	var base string
	b.must(b.db.Read().QueryRow(b.ctx, `SELECT base ->> 'name' || (base -> 'position' ->> 'type') FROM change_item WHERE base_version = 1`).Scan(&base))
	if base != "新寨Point" {
		t.Errorf("version 1 was %s", base)
	}
}
