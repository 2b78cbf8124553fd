package api

import (
	"net/http"

	"cairn/tiles"
)

// Tiles of collections after OGC API Tiles part 1, in the tile matrix set WebMercatorQuad:
// the same tiles as under /tiles, one collection each.

// quadURI names the tile matrix set and its coordinate system.
const (
	quadURI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
	quadCRS = "http://www.opengis.net/def/crs/EPSG/0/3857"
)

// collectionTiles are the layers that a collection has as tiles.
var collectionTiles = map[string]tiles.LayerSet{
	"places":           tiles.Layers("places"),
	"areas":            tiles.Layers("areas", "area_labels"),
	"boundary-lines":   tiles.Layers("lines"),
	"boundary-markers": tiles.Layers("markers"),
	"facilities":       tiles.Layers("facilities"),
}

// tilesetBody is a tileset of a collection.
type tilesetBody struct {
	Title            string         `json:"title"`
	DataType         string         `json:"dataType"`
	CRS              string         `json:"crs"`
	TileMatrixSetURI string         `json:"tileMatrixSetURI"`
	Links            []templateLink `json:"links"`
}

// templateLink is a link whose address may have variables.
type templateLink struct {
	link
	Templated bool `json:"templated,omitempty"`
}

func (s *Server) describeTileset(r *http.Request, c collection) tilesetBody {
	path := "/collections/" + c.id + "/tiles/WebMercatorQuad"
	return tilesetBody{
		Title: c.text(r, "title"), DataType: "vector", CRS: quadCRS, TileMatrixSetURI: quadURI,
		Links: []templateLink{
			{link: link{Href: hrefOf(r, path, nil), Rel: "self", Type: typeJSON}},
			{link: link{Href: quadURI, Rel: "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", Type: typeJSON}},
			{link{Href: hrefOf(r, path, nil) + "/{tileMatrix}/{tileRow}/{tileCol}", Rel: "item", Type: typeMVT}, true},
		},
	}
}

// tiledCollection is the path's collection with its layers. Errors: problem.NotFound
// when there is none, or it has no tiles.
func (s *Server) tiledCollection(r *http.Request) (collection, tiles.LayerSet, error) {
	c, err := s.collectionOf(r)
	if err != nil {
		return c, 0, err
	}
	set, ok := collectionTiles[c.id]
	if !ok {
		return c, 0, s.noRoute(nil, r)
	}
	return c, set, onlyParams(r)
}

func (s *Server) listTilesets(w http.ResponseWriter, r *http.Request) error {
	c, _, err := s.tiledCollection(r)
	if err != nil {
		return err
	}
	return writeJSON(w, map[string]any{"tilesets": []tilesetBody{s.describeTileset(r, c)}})
}

func (s *Server) readCollectionTileset(w http.ResponseWriter, r *http.Request) error {
	c, _, err := s.tiledCollection(r)
	if err != nil {
		return err
	}
	return writeJSON(w, s.describeTileset(r, c))
}

func (s *Server) readCollectionTile(w http.ResponseWriter, r *http.Request) error {
	_, set, err := s.tiledCollection(r)
	if err != nil {
		return err
	}
	return s.writeTile(w, r, set)
}
