package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
)

// newAPI sets huma up: strict JSON in, buffered JSON out, no routes of its own.
func (s *Server) newAPI() huma.API {
	config := huma.DefaultConfig("cairn", s.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil
	config.RejectUnknownQueryParameters = true
	config.Info.Description = "Place names, boundary lines and markers, burial and care facilities."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie},
		"bearer":  {Type: "http", Scheme: "bearer"},
	}
	format := huma.Format{Marshal: writeEncoded, Unmarshal: s.decodeJSON}
	config.DefaultFormat = "application/json"
	config.Formats = map[string]huma.Format{"application/json": format, "json": format}
	config.Transformers = []huma.Transformer{s.encodeFirst}
	return humachi.New(s.mux, config)
}

func (s *Server) decodeJSON(text []byte, v any) error {
	if err := checkJSON(text, s.Limits.Depth, s.Limits.Values); err != nil {
		return err
	}
	if err := unmarshal(text, v); err != nil {
		return jsonError("api.bad_value" + sep + "_" + sep + err.Error())
	}
	return nil
}

// encoded is an answer as it goes out.
type encoded []byte

// encodeFirst encodes before the status goes out, so that an answer that cannot be
// encoded is a 500 and not half a 200.
func (s *Server) encodeFirst(ctx huma.Context, _ string, v any) (any, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		r, w := humachi.Unwrap(ctx)
		s.writeProblem(w, r, fmt.Errorf("encode the answer: %w", err))
		panic(answered{})
	}
	return encoded(buf.Bytes()), nil
}

// answered is panicked with when an answer has gone out already and huma must stop.
type answered struct{}

func writeEncoded(w io.Writer, v any) error {
	text, ok := v.(encoded)
	if !ok {
		return fmt.Errorf("not encoded: %T", v)
	}
	_, err := w.Write(text)
	return err
}
