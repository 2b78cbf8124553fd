package api

import (
	"net/http"
	"strings"
	"testing"

	"cairn/internal/actor"
	"cairn/internal/feature"
)

func TestCollectionTiles(t *testing.T) {
	t.Parallel()
	h := serveTiles(t, "places")
	h.server.Features = map[string]feature.Source{}
	for _, c := range collectionLayers {
		h.server.Features[c.id] = struct{ feature.Source }{} // nothing is asked of it
	}
	clerk := h.as(actor.Clerk, "532601")
	zxy := strings.Split(strings.TrimSuffix(strings.TrimPrefix(tilePath("x", 12), "/tiles/x/"), ".mvt"), "/")
	for id, layers := range map[string]string{
		"places": "places", "areas": "area_labels areas", "boundary-lines": "lines", "boundary-markers": "markers", "facilities": "facilities",
	} {
		path := "/collections/" + id + "/tiles/WebMercatorQuad"
		tile := path + "/" + zxy[0] + "/" + zxy[2] + "/" + zxy[1]
		if got := strings.Join(clerk.do("GET", tile, nil).layerNames(t), " "); got != layers {
			t.Errorf("%s: layers %q", id, got)
		}
		var set tilesetBody
		clerk.do("GET", "http://example.cn"+path, nil).want(t, http.StatusOK).into(t, &set)
		if href := set.Links[2].Href; href != "http://example.cn"+path+"/{tileMatrix}/{tileRow}/{tileCol}" || !set.Links[2].Templated {
			t.Errorf("%s: template %s", id, href)
		}
		var list struct{ Tilesets []tilesetBody }
		clerk.do("GET", "/collections/"+id+"/tiles", nil).want(t, http.StatusOK).into(t, &list)
		if len(list.Tilesets) != 1 || list.Tilesets[0].TileMatrixSetURI != quadURI {
			t.Errorf("%s: %+v", id, list)
		}
		status := http.StatusUnauthorized
		if id == "places" {
			status = http.StatusOK
		}
		h.nobody().do("GET", tile, nil).want(t, status)
	}
	clerk.do("GET", "/collections/inspections/tiles", nil).problem(t, http.StatusNotFound)
	clerk.do("GET", "/collections/places/tiles/WebMercatorQuad/3/0/9", nil).problem(t, http.StatusNotFound)
	clerk.do("GET", "/collections/places/tiles/WorldCRS84Quad/3/0/0", nil).problem(t, http.StatusNotFound)
}
