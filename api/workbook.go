package api

import (
	"bytes"

	"github.com/danielgtaylor/huma/v2"

	"cairn/internal/interchange/xlsx"
)

// workbook is the output of a typed route that answers with an Excel workbook.
type workbook struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// workbookOf writes a workbook to be saved as name.xlsx.
func workbookOf(book xlsx.Book, name string) (*workbook, error) {
	var body bytes.Buffer
	if err := book.Write(&body); err != nil {
		return nil, err
	}
	return &workbook{ContentType: xlsxType, Disposition: attachment(name + ".xlsx"), Body: body.Bytes()}, nil
}

// asWorkbook describes a typed route that answers with a workbook.
func asWorkbook() option {
	return produces(xlsxType, &huma.Schema{Type: huma.TypeString, Format: "binary"})
}
