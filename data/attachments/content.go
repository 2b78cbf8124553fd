package attachments

import (
	"archive/zip"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"cairn/internal/problem"
)

// content is a whole file that has arrived.
type content struct {
	io.ReaderAt
	size int64
}

func (c content) reader() *io.SectionReader { return io.NewSectionReader(c, 0, c.size) }

// sniffed is how much of a file the detection of its type reads.
const sniffed = 3072

// checkContent refuses a file whose content is not what its name says.
// Errors: problem.Invalid on filename; those of reading.
func checkContent(f format, file content) error {
	head := make([]byte, min(sniffed, file.size))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	found := mimetype.Detect(head)
	if key, ok := advice[strings.TrimPrefix(found.Extension(), ".")]; ok && f.kind == Image {
		return problem.InvalidFields(problem.Bad("filename", key)) // a phone's HEIC that was only renamed
	}
	if !is(found, f.found) {
		return mistyped(f, plain(found))
	}
	if f.check != nil {
		return f.check(file)
	}
	return nil
}

// is reports whether the type found is one of the wanted, or a special case of one.
func is(found *mimetype.MIME, wanted []string) bool {
	for m := found; m != nil; m = m.Parent() {
		if slices.ContainsFunc(wanted, m.Is) {
			return true
		}
	}
	return false
}

// plain is a media type without its parameters.
func plain(m *mimetype.MIME) string {
	name, _, _ := strings.Cut(m.String(), ";")
	return name
}

func mistyped(f format, found string) error {
	return problem.InvalidFields(problem.Bad("filename", "attachments.mistyped", "extension", f.extensions[0], "found", found))
}

func damaged(cause error) error {
	p := problem.As(problem.InvalidFields(problem.Bad("filename", "attachments.damaged")))
	return p.With(cause)
}

// maxEntries is the most parts that an office document may have.
const maxEntries = 20_000

// entries opens a package and refuses one with macros: they are programs.
func entries(file content) (*zip.Reader, error) {
	z, err := zip.NewReader(file, file.size)
	if err != nil {
		return nil, damaged(err)
	}
	if len(z.File) > maxEntries {
		return nil, damaged(nil)
	}
	for _, f := range z.File {
		name := strings.ToLower(f.Name)
		if strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "basic/") {
			return nil, problem.InvalidFields(problem.Bad("filename", "attachments.macros"))
		}
	}
	return z, nil
}

// holds checks that a package has the part that makes it what it is.
func holds(part string) func(content) error {
	return func(file content) error {
		z, err := entries(file)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == part }) {
			return problem.InvalidFields(problem.Bad("filename", "attachments.not_office", "part", part))
		}
		return nil
	}
}

// declares checks the media type that an OpenDocument package states in its first part.
func declares(mediaType string) func(content) error {
	return func(file content) error {
		z, err := entries(file)
		if err != nil {
			return err
		}
		text := ""
		if part, err := z.Open("mimetype"); err == nil {
			defer part.Close()
			head, _ := io.ReadAll(io.LimitReader(part, 100)) // what cannot be read does not fit
			text = strings.TrimSpace(string(head))
		}
		if text != mediaType {
			return problem.InvalidFields(problem.Bad("filename", "attachments.not_office", "part", mediaType))
		}
		return nil
	}
}

// onlySound refuses a film that is called a recording: of the tracks of an MP4 file
// (ISO/IEC 14496-12) at least one is sound and none is video.
func onlySound(file content) error {
	w := boxWalk{file: file, left: maxBoxes, handlers: map[string]bool{}}
	if err := w.walk(0, file.size, 0); err != nil {
		return damaged(err)
	}
	if w.handlers["vide"] || !w.handlers["soun"] {
		return problem.InvalidFields(problem.Bad("filename", "attachments.no_sound"))
	}
	return nil
}

// maxBoxes is the most boxes of an MP4 file that are looked at.
const maxBoxes = 100_000

// boxWalk notes the handler types of the tracks of an MP4 file.
type boxWalk struct {
	file     content
	left     int // boxes that may still be looked at
	handlers map[string]bool
}

// walk goes through the boxes from start to end and into those that hold tracks.
func (w *boxWalk) walk(start, end int64, depth int) error {
	var head [20]byte
	for at := start; at+8 <= end; {
		if w.left--; w.left < 0 {
			return io.ErrUnexpectedEOF
		}
		clear(head[:])
		if _, err := w.file.ReadAt(head[:min(int64(len(head)), end-at)], at); err != nil && err != io.EOF {
			return err
		}
		size, header := boxSize(head[:], end-at)
		if size < header || size > end-at {
			return io.ErrUnexpectedEOF
		}
		switch kind := string(head[4:8]); {
		case kind == "hdlr" && header == 8 && size >= 20:
			w.handlers[string(head[16:20])] = true
		case depth < 4 && (kind == "moov" || kind == "trak" || kind == "mdia"):
			if err := w.walk(at+header, at+size, depth+1); err != nil {
				return err
			}
		}
		at += size
	}
	return nil
}

// boxSize is the size of a box with its header, and of its header; 0 says to the end.
func boxSize(head []byte, rest int64) (size, header int64) {
	switch size = int64(binary.BigEndian.Uint32(head[:4])); size {
	case 0:
		return rest, 8
	case 1:
		return int64(binary.BigEndian.Uint64(head[8:16])), 16
	}
	return size, 8
}
