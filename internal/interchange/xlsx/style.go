package xlsx

import tealeg "github.com/tealeg/xlsx/v3"

// role is what a cell is for.
type role int

const (
	title role = iota
	note
	header
	body
	footer
)

type styleKey struct {
	role  role
	bold  bool
	align Align
}

// font is on every Chinese Windows, and office programs replace it elsewhere.
const font = "宋体"

// style gives the look of a cell; equal looks are one style.
func (l *layout) style(role role, cell Cell) *tealeg.Style {
	key := styleKey{role, cell.Bold || role == title || role == header || role == footer, cell.Align}
	if s, ok := l.styles[key]; ok {
		return s
	}
	s := tealeg.NewStyle()
	s.Font = *tealeg.NewFont(11, font)
	s.Font.Bold = key.bold
	s.Alignment = tealeg.Alignment{Horizontal: string(key.align), Vertical: "center", WrapText: role == header || role == body}
	switch role {
	case title:
		s.Font.Size = 16
		s.Alignment.Horizontal = string(Center)
	case note:
		s.Alignment.Horizontal = string(Left)
	default:
		s.Border = *tealeg.NewBorder("thin", "thin", "thin", "thin")
		s.ApplyBorder = true
	}
	if role == header && key.align == ByValue {
		s.Alignment.Horizontal = string(Center)
	}
	s.ApplyFont, s.ApplyAlignment = true, true
	l.styles[key] = s
	return s
}
