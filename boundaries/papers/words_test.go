package papers

import "testing"

func TestDegrees(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{104.427803: "104°25′40.0908″", 23.99999999999: "24°00′00.0000″", 0: "0°00′00.0000″", -1.5: "-1°30′00.0000″"} {
		if got := degrees(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}
