package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"cairn/internal/grain"
	"cairn/tiles"
)

// typeMVT is the media type of a vector tile.
const typeMVT = "application/vnd.mapbox-vector-tile"

// What caches may do with a tile: one for accounts is asked for again each time, one
// for everybody may be a minute old. The layers shown depend on who asks.
const (
	tileVary    = "Accept-Encoding, Authorization, Cookie"
	tilesetVary = "Authorization, Cookie, Host"
	tilePrivate = "private, no-cache"
	tilePublic  = "public, max-age=60"
)

// layerOfTileset is the public layer that opens a tileset; of "all" any does.
func layerOfTileset(name string) string {
	if name == "all" {
		return layerAny
	}
	return name
}

// asTile describes a tile's answers.
func asTile(s *settings) {
	produces(typeMVT, &huma.Schema{Type: huma.TypeString, Format: "binary"})(s)
	s.op.Responses["204"] = &huma.Response{Description: "Nothing is drawn in the tile"}
	s.op.Responses["304"] = &huma.Response{Description: "The tile is still the one of If-None-Match"}
}

// asTileset describes a tileset's answer; its ETag changes with what the tiles show.
func asTileset(r *router) option {
	answer := produces(typeJSON, huma.SchemaFromType(r.api.OpenAPI().Components.Schemas, reflect.TypeFor[tiles.TileJSON]()))
	return func(s *settings) {
		answer(s)
		s.op.Responses["304"] = &huma.Response{Description: "Nothing in the tiles is drawn differently since If-None-Match"}
	}
}

// visibleLayers are the layers of the path's tileset that the request's reader sees.
func (s *Server) visibleLayers(r *http.Request) (tiles.Tileset, tiles.LayerSet, error) {
	t, err := tiles.FindTileset(chi.URLParam(r, "tileset"))
	if err != nil {
		return t, 0, err
	}
	set, err := t.Visible(actorOf(r.Context()).SignedIn(), s.Public)
	return t, set, err
}

func (s *Server) readTileset(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r); err != nil {
		return err
	}
	t, set, err := s.visibleLayers(r)
	if err != nil {
		return err
	}
	h, revision := w.Header(), s.Tiles.Revision(set, grain.Of(r.Context()).Grains)
	h.Set("Vary", tilesetVary)
	h.Set("Cache-Control", tilePrivate)
	h.Set("ETag", revision)
	if hasTag(r.Header.Get("If-None-Match"), revision) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	template := hrefOf(r, "/tiles/"+t.Name, nil) + "/{z}/{x}/{y}.mvt"
	return writeJSON(w, s.Tiles.TileJSON(t.Name, set, grain.Of(r.Context()).Grains, template))
}

func writeJSON(w http.ResponseWriter, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeJSON)
	_, _ = w.Write(text)
	return nil
}

func (s *Server) readTile(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r); err != nil {
		return err
	}
	_, set, err := s.visibleLayers(r)
	if err != nil {
		return err
	}
	return s.writeTile(w, r, set)
}

// writeTile answers with the tile of the path's z, x and y.
func (s *Server) writeTile(w http.ResponseWriter, r *http.Request, set tiles.LayerSet) error {
	coord, err := tiles.ParseCoord(chi.URLParam(r, "z"), chi.URLParam(r, "x"), chi.URLParam(r, "y"))
	if err != nil {
		return err
	}
	grains := grain.Of(r.Context()).Grains
	tile, err := s.Tiles.Tile(r.Context(), tiles.Request{Layers: set, Grains: grains, Coord: coord})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Vary", tileVary)
	h.Set("Cache-Control", tilePublic)
	if actorOf(r.Context()).SignedIn() {
		h.Set("Cache-Control", tilePrivate)
	}
	if tile.Empty() {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	body, encoding, etag := tile.As(tileEncoding(r.Header.Get("Accept-Encoding")))
	h.Set("ETag", etag)
	if hasTag(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if tile.Exact() > 0 {
		if err := s.noteTile(r, set.Exact(grains), tile.Exact()); err != nil {
			return err
		}
	}
	if encoding != tiles.Identity {
		h.Set("Content-Encoding", string(encoding))
	}
	h.Set("Content-Type", typeMVT)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // a client that has left cannot be told
	return nil
}

// tileEncoding is the smallest form that the client takes.
func tileEncoding(accept string) tiles.Encoding {
	best, bestQuality := tiles.Identity, 0.0
	for part := range strings.SplitSeq(accept, ",") {
		name, params, _ := strings.Cut(part, ";")
		var e tiles.Encoding
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "br":
			e = tiles.Brotli
		case "gzip", "x-gzip":
			e = tiles.Gzip
		default:
			continue
		}
		if q := quality(params); q > bestQuality || q == bestQuality && q > 0 && e == tiles.Brotli {
			best, bestQuality = e, q
		}
	}
	return best
}

// hasTag reports whether an If-None-Match names the tag (RFC 9110 §13.1.2: compared weakly).
func hasTag(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimPrefix(strings.TrimSpace(part), "W/"); part == etag || part == "*" {
			return true
		}
	}
	return false
}
