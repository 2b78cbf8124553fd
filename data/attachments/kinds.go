package attachments

import (
	"path"
	"slices"
	"strings"

	"cairn/internal/problem"
)

// The kinds of file.
const (
	Image     = "image"
	Document  = "document"
	Recording = "recording"
)

// format is a file format that is taken.
type format struct {
	extensions []string
	kind       string
	mediaType  string                   // what it is served as
	found      []string                 // what the detection by content may say
	check      func(file content) error // what the detection does not see; nil: nothing more
}

var formats = []format{
	{[]string{"jpg", "jpeg"}, Image, "image/jpeg", []string{"image/jpeg"}, nil},
	{[]string{"png"}, Image, "image/png", []string{"image/png"}, nil},
	{[]string{"webp"}, Image, "image/webp", []string{"image/webp"}, nil},
	{[]string{"pdf"}, Document, "application/pdf", []string{"application/pdf"}, nil},
	{[]string{"docx"}, Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", zips, holds("word/document.xml")},
	{[]string{"xlsx"}, Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zips, holds("xl/workbook.xml")},
	{[]string{"odt"}, Document, "application/vnd.oasis.opendocument.text", zips, declares("application/vnd.oasis.opendocument.text")},
	{[]string{"ods"}, Document, "application/vnd.oasis.opendocument.spreadsheet", zips, declares("application/vnd.oasis.opendocument.spreadsheet")},
	{[]string{"ofd"}, Document, "application/ofd", zips, holds("OFD.xml")}, // GB/T 33190
	{[]string{"mp3"}, Recording, "audio/mpeg", []string{"audio/mpeg"}, nil},
	{[]string{"m4a"}, Recording, "audio/mp4", []string{"audio/mp4", "audio/x-m4a", "video/mp4", "video/3gpp", "video/quicktime"}, onlySound},
	{[]string{"wav"}, Recording, "audio/wav", []string{"audio/wav"}, nil},
	{[]string{"ogg"}, Recording, "audio/ogg", []string{"audio/ogg"}, nil},
}

// zips is what the packages of office programs are found to be.
var zips = []string{"application/zip"}

// advice are the messages for formats that people do send and that are not taken.
var advice = map[string]string{
	"heic": "attachments.heic", "heif": "attachments.heic", "avif": "attachments.heic",
	"wps": "attachments.old_office", "et": "attachments.old_office", "doc": "attachments.old_office", "xls": "attachments.old_office",
	"docm": "attachments.macros", "xlsm": "attachments.macros",
	"zip": "attachments.archive", "rar": "attachments.archive", "7z": "attachments.archive",
	"amr": "attachments.other_sound", "aac": "attachments.other_sound", "wma": "attachments.other_sound",
}

// Known lists the extensions that can be taken, in the order of their kinds.
func Known() []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.extensions...)
	}
	return all
}

// extensionOf is the lower-case extension of a file name, without the dot.
func extensionOf(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}

// formatOf is the format that a file's name promises. Error: problem.Invalid on filename.
func (c Config) formatOf(name string) (format, error) {
	ext := extensionOf(name)
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) && slices.Contains(c.Extensions, ext) {
			return f, nil
		}
	}
	allowed := strings.Join(c.Extensions, ", ")
	if key, ok := advice[ext]; ok {
		return format{}, problem.InvalidFields(problem.Bad("filename", key, "allowed", allowed))
	}
	return format{}, problem.InvalidFields(problem.Bad("filename", "attachments.extension", "allowed", allowed))
}

// MediaTypes lists what attachments are served as.
func MediaTypes() []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.mediaType)
	}
	return all
}

// FileName is the name under which a form with the media type is saved: a re-encoded image
// gets the extension of what it has become.
func (m Meta) FileName(mediaType string) string {
	if mediaType == m.MediaType {
		return m.Name
	}
	for _, f := range formats {
		if f.mediaType == mediaType {
			return strings.TrimSuffix(m.Name, path.Ext(m.Name)) + "." + f.extensions[0]
		}
	}
	return m.Name
}
