package ledger

import (
	"io"
	"strconv"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// WriteCSV writes the rows with the columns of the workbook, UTF-8 with a byte order mark.
func (s Sheet) WriteCSV(w io.Writer, lang problem.Lang) error {
	words := writer{s, lang}
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range columns {
		head := words.text("column_" + c.Name)
		if c.Group == "filing" || c.Group == "announcement" {
			head = words.text("group_"+c.Group) + " " + head
		}
		heads = append(heads, head)
	}
	if err := out.Write(heads...); err != nil {
		return err
	}
	for i, e := range s.Entries {
		if err := out.Write(append([]string{strconv.Itoa(i + 1)}, words.cells(e)...)...); err != nil {
			return err
		}
	}
	return out.Flush()
}
