package attachments

import (
	"bufio"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"cairn/internal/problem"
)

// picture is what is known of an image, and its forms for readers.
type picture struct {
	exif
	width, height int // upright
	web, thumb    form
}

// form is a derived file that waits under a temporary name.
type form struct {
	mediaType string
	file      stagedFile
}

// codecs read the formats of images; they hold no state.
var codecs = map[string]struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}{
	"image/jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"image/png":  {png.DecodeConfig, png.Decode},
	"image/webp": {webp.DecodeConfig, webp.Decode},
}

const jpegQuality = 85

// look checks an image and makes its forms in the folder dir. The dimensions are judged
// before a pixel is decoded.
// Errors: problem.Invalid for an image that is damaged or too large; those of the disk.
func (c Config) look(file content, mediaType, dir string) (picture, error) {
	codec := codecs[mediaType]
	head, err := codec.config(bufio.NewReader(file.reader()))
	if err != nil || head.Width <= 0 || head.Height <= 0 {
		return picture{}, damaged(err)
	}
	if pixels := int64(head.Width) * int64(head.Height); pixels > c.MaxPixels {
		return picture{}, problem.InvalidFields(problem.Bad("filename", "attachments.too_many_pixels",
			"width", head.Width, "height", head.Height, "max", c.MaxPixels/1_000_000))
	}
	p := picture{exif: readExif(file, mediaType), width: head.Width, height: head.Height}
	img, err := codec.decode(bufio.NewReaderSize(file.reader(), 1<<16))
	if err != nil {
		return picture{}, damaged(err)
	}
	if p.orientation >= 5 {
		p.width, p.height = p.height, p.width
	}
	web := upright(shrink(img, c.WebEdge), p.orientation)
	if p.web, err = encode(dir, web); err != nil {
		return p, err
	}
	p.thumb, err = encode(dir, shrink(web, c.ThumbEdge))
	return p, err
}

// shrink fits an image into a square of the edge; a smaller one stays as it is.
func shrink(img image.Image, edge int) image.Image {
	b := img.Bounds()
	longer := max(b.Dx(), b.Dy())
	if longer <= edge {
		return img
	}
	w, h := max(1, b.Dx()*edge/longer), max(1, b.Dy()*edge/longer)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return out
}

// upright turns and mirrors an image as its orientation says (1 to 8).
func upright(img image.Image, orientation int) image.Image {
	if orientation <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	from := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(from, from.Bounds(), img, b.Min, draw.Src)
	out := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			X, Y := turned(x, y, w, h, orientation)
			copy(out.Pix[out.PixOffset(X, Y):], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return out
}

// turned is where the pixel x, y of a stored image of w × h stands in the upright one.
func turned(x, y, w, h, orientation int) (X, Y int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}

// encode writes an image without any metadata: JPEG, or PNG where it lets something shine
// through.
func encode(dir string, img image.Image) (form, error) {
	opaque := false
	if o, ok := img.(interface{ Opaque() bool }); ok {
		opaque = o.Opaque()
	}
	out := form{mediaType: "image/png"}
	write := png.Encode
	if opaque {
		out.mediaType = "image/jpeg"
		write = func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, &jpeg.Options{Quality: jpegQuality}) }
	}
	file, err := os.CreateTemp(dir, "form-*.tmp")
	if err != nil {
		return out, err
	}
	defer file.Close()
	if err := write(file, img); err != nil {
		return out, fmt.Errorf("encode an image: %w", err)
	}
	if err := file.Sync(); err != nil {
		return out, err
	}
	out.file, err = stage(file)
	return out, err
}
