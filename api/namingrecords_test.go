package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
)

// Records of the naming rules, for the tests of rights.

// ruleRecords makes the attempts to add a row of a list of rules, to change it and to take
// a list in; unique makes what the row speaks of.
func ruleRecords(path, csv string, row func(n int) map[string]any) (add, change, take func(*place) attempt) {
	add = func(p *place) attempt { return attempt{body: row(p.next())} }
	change = func(p *place) attempt {
		body := row(p.next())
		return attempt{path: path + "/" + p.made(path, body), body: body, version: 1}
	}
	take = func(p *place) attempt { return attempt{body: fmt.Sprintf(csv, p.next()), media: "text/csv"} }
	return add, change, take
}

var (
	newWord, word, wordList = ruleRecords("/gazetteer/rules/words", "word,category,match\n词%d,odd,contains\n", func(n int) map[string]any {
		return map[string]any{"word": fmt.Sprint("某", n), "category": "odd", "match": "contains", "enabled": true}
	})
	newGeneric, generic, genericList = ruleRecords("/gazetteer/rules/generics", "text\n通%d\n", func(n int) map[string]any {
		return map[string]any{"text": fmt.Sprint("名", n), "enabled": true}
	})
	newScope, scope, scopeList = ruleRecords("/gazetteer/rules/scopes", "class_prefix,scope\n3%d,none\n", func(n int) map[string]any {
		return map[string]any{"class_prefix": fmt.Sprint("4", n), "scope": "county", "kin": "x", "enabled": true}
	})
	newBuiltUp, builtUp, builtUpList = ruleRecords("/gazetteer/rules/built-up-areas", "name,areas\n城%d,532601\n", func(n int) map[string]any {
		return map[string]any{"name": fmt.Sprint("城区", n), "areas": []string{"532601001"}, "enabled": true}
	})
)

// namingRule alters a rule of the program.
func namingRule(p *place) attempt {
	var version int64
	p.scan("SELECT version FROM naming_rule WHERE code = 'odd'").into(&version)
	return attempt{path: "/gazetteer/rules/odd", version: version,
		body: map[string]any{"article": fmt.Sprint("第", p.next(), "条"), "proposed": "error", "standing": "warning"}}
}

func cleanupRun(p *place) attempt { return attempt{body: map[string]any{"area": p.township}} }

// cleanupRow makes an entry with a row of the ledger against it and an attempt at the row.
func cleanupRow(rest string, body map[string]any) func(*place) attempt {
	return func(p *place) attempt {
		entry, row := p.made("/gazetteer/entries", newEntry(p).body), uuid.NewString()
		err := p.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO cleanup (id, place_id, name, class_code, area_code, rule, category, subject, severity, key)
				VALUES ($1, $2, '测试地名', $3, $4, 'odd_sign', 'odd', '·', 'warning', 'naming.odd_sign')`, row, entry, p.class, p.township)
			return err
		})
		if err != nil {
			p.t.Fatal(err)
		}
		return attempt{path: "/gazetteer/cleanup/" + row + rest, body: body, version: 1}
	}
}

func cleanupRows(p *place) attempt {
	id := strings.TrimPrefix(cleanupRow("", nil)(p).path, "/gazetteer/cleanup/")
	return attempt{body: map[string]any{"verdict": "exception", "reason": "历史地名", "rows": []map[string]any{{"id": id, "version": 1}}}}
}
