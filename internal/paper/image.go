package paper

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // pictures come as one of these two
	_ "image/png"
)

// picture is an image with its measures.
type picture struct {
	Image
	format        string  // png or jpeg
	width, height float64 // millimetres
}

// measured finds the format and the size on paper; nothing is wider or higher than the
// text. Error: no PNG or JPEG.
func (i Image) measured(textWidth, textHeight float64) (picture, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(i.Data))
	if err != nil || config.Width == 0 || config.Height == 0 {
		return picture{}, fmt.Errorf("a picture of an unknown format: %v", err)
	}
	shape := float64(config.Height) / float64(config.Width)
	w, h := i.Width, i.Height
	switch {
	case w <= 0 && h <= 0:
		w = textWidth
		h = w * shape
	case w <= 0:
		w = h / shape
	case h <= 0:
		h = w * shape
	}
	if shrink := min(1, textWidth/w, textHeight/h); shrink < 1 {
		w, h = w*shrink, h*shrink
	}
	return picture{Image: i, format: format, width: w, height: h}, nil
}
