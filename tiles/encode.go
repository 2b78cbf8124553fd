package tiles

// Encoder turns the features of a tile into its bytes: MVT 2.1, extent 4096, layers in
// the order given, none of them empty. A tile in which nothing is drawn has no bytes.
// It is called from many goroutines and must not keep or change what it is given.
type Encoder interface {
	Encode(c Coord, content []Content) ([]byte, error)
}

// Content is a layer with the features that a tile shows of it.
type Content struct {
	Layer    *Layer
	Features []*Feature
}
