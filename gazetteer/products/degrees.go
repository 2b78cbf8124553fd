package products

import (
	"fmt"
	"math"
)

// degrees writes an angle in degrees, minutes and seconds, as gazetteers do: 104°14′42″.
func degrees(angle float64) string {
	sign := ""
	if angle < 0 {
		sign, angle = "-", -angle
	}
	seconds := int(math.Round(angle * 3600))
	return fmt.Sprintf("%s%d°%02d′%02d″", sign, seconds/3600, seconds/60%60, seconds%60)
}
