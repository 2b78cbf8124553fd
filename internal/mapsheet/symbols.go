package mapsheet

import "strings"

// The symbols, by name: drawings around their middle in millimetres on A3, in the colour
// of their kind.
var symbols = map[string]string{
	"star":      `<circle r="1.75" fill="#fff" stroke="currentColor" stroke-width=".3"/><path d="M0-1.25.29-.4 1.19-.39.47.15.73 1.01 0 .49-.73 1.01-.47.15-1.19-.39-.29-.4Z" fill="currentColor"/>`,
	"seat2":     `<circle r="1.5" fill="#fff" stroke="currentColor" stroke-width=".32"/><circle r=".85" fill="none" stroke="currentColor" stroke-width=".3"/><circle r=".28" fill="currentColor"/>`,
	"seat1":     `<circle r="1.05" fill="#fff" stroke="currentColor" stroke-width=".3"/><circle r=".4" fill="currentColor"/>`,
	"ring":      `<circle r=".7" fill="#fff" stroke="currentColor" stroke-width=".26"/>`,
	"half":      `<circle r=".7" fill="#fff" stroke="currentColor" stroke-width=".26"/><path d="M0-.7A.7.7 0 0 1 0 .7Z" fill="currentColor"/>`,
	"disc":      `<circle r=".75" fill="currentColor"/>`,
	"dot":       `<circle r=".48" fill="#fff" stroke="currentColor" stroke-width=".28"/>`,
	"waves":     `<path d="M-1.1-.3q.55-.75 1.1 0t1.1 0M-1.1.45q.55-.75 1.1 0t1.1 0" fill="none" stroke="currentColor" stroke-width=".3" stroke-linecap="round"/>`,
	"peak":      `<path d="M0-1 1 .75H-1Z" fill="currentColor"/>`,
	"diamond":   `<path d="M0-.95.95 0 0 .95-.95 0Z" fill="currentColor"/>`,
	"wheel":     `<circle r=".85" fill="#fff" stroke="currentColor" stroke-width=".28"/><path d="M-.85 0H.85M0-.85V.85" stroke="currentColor" stroke-width=".28"/>`,
	"pavilion":  `<path d="M-1.05-.1 0-1.05 1.05-.1ZM-.7.1H.7V.85H-.7Z" fill="currentColor"/>`,
	"square":    `<rect x="-.7" y="-.7" width="1.4" height="1.4" fill="currentColor"/>`,
	"square-no": `<rect x="-.68" y="-.68" width="1.36" height="1.36" fill="#fff" stroke="currentColor" stroke-width=".28"/>`,
	"cross":     `<path d="M-.65-.65.65.65M-.65.65.65-.65" stroke="currentColor" stroke-width=".32"/>`,
}

// definitions are the symbols of the kinds, at the size of the paper.
func (d *drawing) definitions() {
	d.add("<defs>")
	written := map[string]bool{}
	for _, kind := range d.sheet.Kinds {
		if !written[kind.Symbol] {
			written[kind.Symbol] = true
			d.add(`<g id="`, kind.Symbol, `" transform="scale(`, num(d.k), `)">`, symbols[kind.Symbol], `</g>`)
		}
	}
	d.add(`<clipPath id="frame">`, d.rect(d.inner, ""), "</clipPath></defs>\n")
}

// symbol draws the symbol of a kind.
func (d *drawing) symbol(kind Kind, x, y float64, past bool) {
	d.add(`<use href="#`, kind.Symbol, `" x="`, num(x), `" y="`, num(y), `" color="`, kind.Colour, `"`, faded(past), `/>`)
}

func faded(past bool) string {
	if past {
		return ` opacity=".5"`
	}
	return ""
}

// stroke and patch are samples of lines and areas for the legend.
func (d *drawing) stroke(kind Kind, x, y float64) {
	half := 3 * d.k
	d.add(`<path d="M`, num(x-half), " ", num(y), "h", num(2*half), `" stroke="`, kind.Colour, `" stroke-width="`, num(0.45*d.k), `"/>`)
}

func (d *drawing) patch(kind Kind, x, y float64) {
	d.add(d.rect(around(x, y, 5*d.k, 2.6*d.k), `fill="`+kind.Colour+`" fill-opacity=".22" stroke="`+kind.Colour+`" stroke-width=".2"`))
}

// border is how boundaries of a level look: dashes in millimetres on A3.
type border struct {
	colour string
	width  float64
	dashes []float64
}

var borders = map[string]border{
	"province":   {"#6f3a7d", 0.6, []float64{6, 1.2, 0.7, 1.2, 0.7, 1.2}},
	"prefecture": {"#6f3a7d", 0.5, []float64{5, 1.1, 0.6, 1.1, 0.6, 1.1}},
	"county":     {"#7d4b86", 0.42, []float64{4.5, 1, 0.6, 1}},
	"township":   {"#8d6a8f", 0.3, []float64{2.2, 0.9}},
	"village":    {"#a89aa6", 0.22, []float64{0.9, 0.7}},
}

func (d *drawing) borderStyle(level string) string {
	b := borders[level]
	var dashes []string
	for _, dash := range b.dashes {
		dashes = append(dashes, num(dash*d.k))
	}
	return `fill="none" stroke="` + b.colour + `" stroke-width="` + num(b.width*d.k) + `" stroke-dasharray="` + strings.Join(dashes, " ") + `" stroke-linejoin="round"`
}

// ribbon is the band along the outline of the area shown.
const ribbon = `fill="none" stroke="#b48ab8" stroke-opacity=".38" stroke-linejoin="round"`

func (d *drawing) boundarySample(level string, outline bool, x, y float64) {
	from, to := num(x-3.4*d.k), num(6.8*d.k)
	if outline {
		d.add(`<path d="M`, from, " ", num(y), "h", to, `" `, ribbon, ` stroke-width="`, num(1.6*d.k), `"/>`)
	}
	d.add(`<path d="M`, from, " ", num(y), "h", to, `" `, d.borderStyle(level), `/>`)
}
