package gazetteer

import (
	"slices"

	"github.com/google/uuid"
)

// rename moves a name that changed to the end of the former names, unless the author has
// put it among them himself.
func (d *Draft) rename(before *Draft) {
	old := before.Name
	if old == "" || old == d.Name {
		return
	}
	if !slices.Equal(d.FormerNames, before.FormerNames) && slices.Contains(d.FormerNames, old) {
		return
	}
	d.FormerNames = append(slices.DeleteFunc(slices.Clone(d.FormerNames), func(n string) bool { return n == old }), old)
}

// names are the name forms after the draft. A form that stays keeps its identity and
// what else is known of it; a new former name knows the pinyin and the day until which it
// held (day: YYYY-MM-DD, "" for unknown).
func (d *Draft) names(old []Name, day string) []Name {
	f := forms{old: slices.Clone(old), day: day}
	f.standard(d.Name, d.Pinyin)
	if d.ShortName != "" {
		f.add(kindShort, d.ShortName)
	}
	for _, text := range d.AltNames {
		f.add(kindAlias, text)
	}
	for _, text := range d.FormerNames {
		f.add(kindFormer, text)
	}
	f.others(d)
	for i := range f.out {
		if form := d.formOf(f.out[i].Kind, f.out[i].Text); form != nil {
			form.fill(&f.out[i])
		}
	}
	return f.out
}

// forms builds the new list of name forms out of the old one.
type forms struct {
	old, out []Name
	day      string
}

func (f *forms) standard(text, pinyin string) {
	i := slices.IndexFunc(f.old, func(n Name) bool { return n.Kind == kindStandard && n.Text == text })
	if i >= 0 {
		n := f.old[i]
		n.Pinyin = pinyin
		f.out = append(f.out, n)
		return
	}
	n := Name{ID: newID(), Kind: kindStandard, Text: text, Pinyin: pinyin}
	if len(f.old) > 0 {
		n.From = orNull(f.day)
	}
	f.out = append(f.out, n)
}

func (f *forms) add(kind, text string) {
	same := func(n Name) bool { return n.Kind == kind && n.Text == text }
	if i := slices.IndexFunc(f.old, same); i >= 0 {
		f.out = append(f.out, f.old[i])
		return
	}
	n := Name{ID: newID(), Kind: kind, Text: text}
	was := slices.IndexFunc(f.old, func(n Name) bool { return n.Kind == kindStandard && n.Text == text })
	if kind == kindFormer && was >= 0 {
		n.Pinyin, n.From, n.To = f.old[was].Pinyin, f.old[was].From, orNull(f.day)
	}
	f.out = append(f.out, n)
}

// others are the forms whose kinds have no field of their own.
func (f *forms) others(d *Draft) {
	if d.Forms == nil {
		for _, n := range f.old {
			if ownKind(n.Kind) {
				f.out = append(f.out, n)
			}
		}
		return
	}
	for _, form := range d.Forms {
		if ownKind(form.Kind) {
			f.add(form.Kind, form.Text)
		}
	}
}

// newID is a key that sorts by time.
func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
