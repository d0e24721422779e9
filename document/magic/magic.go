// Package magic knows files that hold no text to read by their first bytes: in
// go these, out comes a name for people.
package magic

import "bytes"

// known are the first bytes of common files that hold no text to read.
var known = []struct{ prefix, kind string }{
	{"\x1f\x8b", "a gzip archive"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ\x00", "an xz archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"RIFF", "a RIFF file (image, sound or film)"},
	{"OggS", "an Ogg sound or film"},
	{"ID3", "an MP3 sound"},
	{"fLaC", "a FLAC sound"},
	{"\x1a\x45\xdf\xa3", "a Matroska film"},
	{"\x7fELF", "a program"},
	{"MZ\x90\x00", "a program"},
	{"\xfe\xed\xfa\xce", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x00asm", "a program"},
	{"SQLite format 3\x00", "a database"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"},
	{"{\\rtf", "a rich text document"},
	{"%!PS", "a PostScript file"},
	{"PAR1", "a Parquet table"},
}

// Kind names what the first bytes are of, "" where they may be a document.
func Kind(head []byte) string {
	for _, m := range known {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.kind
		}
	}
	if len(head) > 12 && string(head[4:8]) == "ftyp" {
		return "a film or an image"
	}
	return ""
}
