package api

import (
	"bytes"
	"encoding/json"
)

// Document is the OpenAPI 3.0 description of every route, indented, for api/openapi.json.
func (s *Server) Document() ([]byte, error) {
	text, err := s.describe()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", " "); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
