package problem

import (
	"errors"

	"cairn/geo"
)

// BadGeometry makes a field entry of what package geo found wrong with a coordinate, a
// geometry or a coordinate system: message geometry.<code>, its parameters the fault's
// detail and the place (at_lon, at_lat). Another error becomes geometry.unreadable.
func BadGeometry(field string, err error) Field {
	var f *geo.Fault
	if !errors.As(err, &f) {
		return Bad(field, "geometry.unreadable")
	}
	params := map[string]any{"at_lon": f.At[0], "at_lat": f.At[1]}
	for name, value := range f.Detail {
		params[name] = value
	}
	return Field{Field: field, Key: "geometry." + string(f.Code), Params: params}
}
