package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// markNulls says in the description which objects may be null: those behind a pointer that
// is always written, and values of any kind. huma does so for plain values only.
func markNulls(api *huma.OpenAPI) {
	registry := api.Components.Schemas
	for name, schema := range registry.Map() {
		t := registry.TypeFromRef("#/components/schemas/" + name)
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			member, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			property := schema.Properties[member]
			if property == nil || strings.Contains(options, "omitempty") {
				continue
			}
			switch {
			case property.Ref != "" && f.Type.Kind() == reflect.Pointer:
				schema.Properties[member] = &huma.Schema{Type: huma.TypeObject, Nullable: true,
					Description: f.Tag.Get("doc"), AllOf: []*huma.Schema{{Ref: property.Ref}}}
			case f.Type.Kind() == reflect.Pointer:
				property.Nullable = true
			case property.Ref == "" && property.Type == "":
				property.Extensions = map[string]any{"nullable": true}
			}
		}
	}
}
