package geo_test

import (
	"errors"
	"testing"

	"cairn/geo"
)

// Beijing 54 and Xi'an 80 are known by what people call them, and told from what is no system.
func TestLegacyNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]geo.Code{
		"北京54": geo.CodeLegacyCRS, "1954年北京坐标系": geo.CodeLegacyCRS, "西安80": geo.CodeLegacyCRS, "1980西安坐标系": geo.CodeLegacyCRS,
		"Beijing 1954": geo.CodeLegacyCRS, "beijing54": geo.CodeLegacyCRS, "Xian_1980": geo.CodeLegacyCRS, "xi'an 80": geo.CodeLegacyCRS,
		"EPSG:2435": geo.CodeLegacyCRS, "北京": geo.CodeUnknownCRS, "西安 2000": geo.CodeUnknownCRS, "54": geo.CodeUnknownCRS,
	} {
		_, err := geo.ParseCRS(name)
		var f *geo.Fault
		if !errors.As(err, &f) || f.Code != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
