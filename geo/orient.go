package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// orientBound is the relative rounding error of the plain determinant:
// (3 + 16ε)ε with ε = 2^-53 (Shewchuk, Adaptive Precision Floating-Point
// Arithmetic and Fast Robust Geometric Predicates, 1997, §4.3).
const orientBound = 3.3306690738754716e-16

// orient tells on which side of the line a→b the point c lies: +1 left, -1
// right, 0 exactly on it. The answer is that of exact arithmetic on the given
// numbers (as long as products of two coordinates do not underflow, which
// needs coordinates below 1e-140), so it is the same whichever polygon asks
// and changes sign, and nothing else, when a and b are exchanged.
func orient(a, b, c orb.Point) int {
	left := (a[0] - c[0]) * (b[1] - c[1])
	right := (a[1] - c[1]) * (b[0] - c[0])
	det := left - right
	bound := orientBound * (math.Abs(left) + math.Abs(right))
	if det > bound {
		return 1
	}
	if -det > bound {
		return -1
	}
	return orientExact(a, b, c)
}

// orientExact sums the six products of the determinant without rounding.
func orientExact(a, b, c orb.Point) int {
	var sum expansion
	sum.addProduct(a[0], b[1])
	sum.addProduct(-a[1], b[0])
	sum.addProduct(a[1], c[0])
	sum.addProduct(-a[0], c[1])
	sum.addProduct(b[0], c[1])
	sum.addProduct(-b[1], c[0])
	return sum.sign()
}

// expansion is an exact sum, kept as non-overlapping parts of growing size.
type expansion struct {
	parts [12]float64
	n     int
}

func (e *expansion) addProduct(x, y float64) {
	p := x * y
	e.add(math.FMA(x, y, -p))
	e.add(p)
}

// add puts one number into the sum (Shewchuk's grow-expansion).
func (e *expansion) add(x float64) {
	k := 0
	for i := range e.n {
		sum, rest := twoSum(x, e.parts[i])
		if rest != 0 {
			e.parts[k] = rest
			k++
		}
		x = sum
	}
	if x != 0 {
		e.parts[k] = x
		k++
	}
	e.n = k
}

// sign is that of the largest part, which outweighs all others together.
func (e *expansion) sign() int {
	switch {
	case e.n == 0:
		return 0
	case e.parts[e.n-1] > 0:
		return 1
	default:
		return -1
	}
}

// twoSum gives the rounded sum and what rounding lost (Knuth).
func twoSum(x, y float64) (sum, rest float64) {
	sum = x + y
	yy := sum - x
	return sum, (x - (sum - yy)) + (y - yy)
}
