package reconcile

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"cairn/data/datatest"
)

// shapes are the answers of the protocol in our own words: what each must hold.
var shapes = map[string]string{
	"manifest": `{"type":"object","required":["versions","name","identifierSpace","schemaSpace"],"properties":{
		"versions":{"type":"array","contains":{"const":"0.2"}},"name":{"type":"string"},"identifierSpace":{"type":"string"},"schemaSpace":{"type":"string"},
		"view":{"required":["url"],"properties":{"url":{"pattern":"\\{\\{id\\}\\}"}}},
		"preview":{"required":["url","width","height"],"properties":{"url":{"pattern":"\\{\\{id\\}\\}"},"width":{"type":"integer"},"height":{"type":"integer"}}},
		"defaultTypes":{"type":"array","uniqueItems":true,"items":{"required":["id","name"]}},
		"suggest":{"required":["entity","property","type"],"additionalProperties":{"required":["service_url","service_path"]}},
		"extend":{"required":["propose_properties","property_settings"]}}}`,
	"reconciliation-result-batch": `{"type":"object","additionalProperties":{"type":"object","required":["result"],"properties":{"result":{"type":"array","items":{
		"type":"object","required":["id","name","score","match","type"],"properties":{"id":{"type":"string"},"name":{"type":"string"},
		"score":{"type":"number","minimum":0,"maximum":100},"match":{"type":"boolean"},"type":{"type":"array","items":{"required":["id","name"]}},
		"features":{"type":"array","items":{"required":["id","value"],"properties":{"value":{"type":["number","boolean"]}}}}}}}}}}`,
	"suggest-entities-response":        `{"required":["result"],"properties":{"result":{"type":"array","items":{"required":["id","name","notable"],"properties":{"notable":{"items":{"required":["id","name"]}}}}}}}`,
	"suggest-properties-response":      `{"required":["result"],"properties":{"result":{"type":"array","items":{"required":["id","name"],"properties":{"id":{"type":"string"},"name":{"type":"string"}}}}}}`,
	"suggest-types-response":           `{"required":["result"],"properties":{"result":{"type":"array","items":{"required":["id","name"],"properties":{"broader":{"items":{"required":["id","name"]}}}}}}}`,
	"data-extension-property-proposal": `{"required":["properties"],"properties":{"properties":{"type":"array","items":{"required":["id","name"]}},"limit":{"type":"number"},"type":{"type":"string"}}}`,
	"data-extension-response": `{"required":["meta","rows"],"properties":{"meta":{"type":"array","items":{"required":["id","name"]}},
		"rows":{"additionalProperties":{"additionalProperties":{"type":"array","items":{"type":"object","maxProperties":2,"anyOf":[
			{"required":["str"]},{"required":["id","name"]},{"required":["float"]},{"required":["date"]}]}}}}}}`,
}

// answers are real answers by the name of their schema.
func answers(t *testing.T) map[string]any {
	t.Helper()
	s, ids := service(t)
	ctx := context.Background()
	out := map[string]any{"manifest": Manifest("https://example.org", "1.0", false, zh.Lang),
		"suggest-properties-response":      map[string]any{"result": Properties("", zh.Lang)},
		"data-extension-property-proposal": Propose("22200", 5, zh.Lang)}
	out["reconciliation-result-batch"] = ask(t, s, `{"q0":{"query":"新寨","type":"22200","type_strict":"should","limit":5,"properties":[{"pid":"area","v":"文山市"},{"pid":"former_name","v":""}]},"q1":{"query":"没有这里"}}`)
	suggestions, err := s.Suggest(ctx, "新", 0, zh)
	if err != nil {
		t.Fatal(err)
	}
	types, err := s.Types(ctx, "", zh)
	if err != nil {
		t.Fatal(err)
	}
	all := ExtendQuery{IDs: []string{ids["新寨@532601001"], ids["文山市@532601"], "x"}}
	for _, p := range properties {
		all.Properties = append(all.Properties, ExtendProperty{ID: p.id})
	}
	extension, err := s.Extend(ctx, all, zh)
	if err != nil {
		t.Fatal(err)
	}
	out["suggest-entities-response"] = map[string]any{"result": suggestions}
	out["suggest-types-response"] = map[string]any{"result": types}
	out["data-extension-response"] = extension
	return out
}

// parsed is a document as the validator wants it.
func parsed(t *testing.T, text []byte) any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func encoded(t *testing.T, answer any) any {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, text)
}

func TestAnswersHaveTheirShapes(t *testing.T) {
	t.Parallel()
	for name, answer := range answers(t) {
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, parsed(t, []byte(shapes[name]))); err != nil {
			t.Fatal(err)
		}
		schema, err := c.Compile(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := schema.Validate(encoded(t, answer)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// originals compiles the specification's own schemas, which stand beside the project.
func originals(t *testing.T, folder string) func(name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	files, err := filepath.Glob(filepath.Join(folder, "schemas", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no schemas in %s: %v", folder, err)
	}
	const base = "https://schemas.example/"
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parsed(t, text).(map[string]any)
		for _, key := range []string{"$schema", "$id", "id"} { // they name addresses in the network
			delete(doc, key)
		}
		address := base + filepath.Base(file)
		if filepath.Base(file) == "openapi.json" {
			address = "http://swagger.io/v2/schema.json"
		}
		if err := c.AddResource(address, doc); err != nil {
			t.Fatal(err)
		}
	}
	return func(name string) *jsonschema.Schema {
		schema, err := c.Compile(base + name + ".json")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return schema
	}
}

func TestAnswersAreValidByTheSpecification(t *testing.T) {
	t.Parallel()
	schema := originals(t, datatest.Pack(t, "reconcile"))
	for name, answer := range answers(t) {
		if err := schema(name).Validate(encoded(t, answer)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The specification's examples of queries are read, and its wrong ones refused.
func TestExamplesOfTheSpecification(t *testing.T) {
	t.Parallel()
	folder := datatest.Pack(t, "reconcile", "examples")
	seen := 0
	for kind, parse := range map[string]func([]byte) error{
		"reconciliation-query-batch": func(text []byte) error { _, err := ParseQueries(text); return err },
		"data-extension-query":       func(text []byte) error { _, err := ParseExtend(text); return err },
	} {
		for _, verdict := range []string{"valid", "invalid"} {
			files, _ := filepath.Glob(filepath.Join(folder, kind, verdict, "*.json"))
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(text), `"content"`) {
					continue // settings of another service
				}
				seen++
				if err := parse(text); (err == nil) != (verdict == "valid") {
					t.Errorf("%s: %v", file, err)
				}
			}
		}
	}
	if seen < 7 {
		t.Errorf("only %d examples", seen)
	}
}
