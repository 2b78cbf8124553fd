package tiles

import (
	"fmt"
	"iter"
	"slices"

	"cairn/internal/grain"
)

// LayerSet is a set of layers.
type LayerSet uint32

// Layers is the set of the named layers. It panics on a name that is no layer: names
// are the program's own.
func Layers(names ...string) LayerSet {
	var set LayerSet
	for _, name := range names {
		i := slices.IndexFunc(layers, func(l *Layer) bool { return l.Name == name })
		if i < 0 {
			panic(fmt.Sprintf("tiles: there is no layer %q", name))
		}
		set |= layers[i].set()
	}
	return set
}

// opened are the layers that public layers open.
func opened(public []string) LayerSet {
	var set LayerSet
	for _, l := range layers {
		if l.Opens != "" && slices.Contains(public, l.Opens) {
			set |= l.set()
		}
	}
	return set
}

// Names lists the layers of the set.
func (s LayerSet) Names() []string {
	var names []string
	for l := range s.each() {
		names = append(names, l.Name)
	}
	return names
}

// each walks the layers of the set in the order of a tile.
func (s LayerSet) each() iter.Seq[*Layer] {
	return func(yield func(*Layer) bool) {
		for _, l := range layers {
			if s&l.set() != 0 && !yield(l) {
				return
			}
		}
	}
}

// drawn are grains as far as they make a difference to what is drawn of the layers.
func (s LayerSet) drawn(grains grain.Grains) grain.Grains {
	var of grain.Grains
	if grains == of {
		return of
	}
	for l := range s.each() {
		switch l.Exact {
		case grain.Lines:
			of.Lines = grains.Lines
		case grain.Markers:
			of.Markers = grains.Markers
		}
	}
	return of
}

// Exact lists the layers of the policy of precision that the set draws.
func (s LayerSet) Exact(grains grain.Grains) []grain.Layer {
	var all []grain.Layer
	for l := range s.each() {
		if l.Exact != "" && grains.Of(l.Exact) == grain.Exact && !slices.Contains(all, l.Exact) {
			all = append(all, l.Exact)
		}
	}
	return all
}

// ofTopic are the layers that events of a topic change.
func ofTopic(topic string) LayerSet {
	var set LayerSet
	for _, l := range layers {
		if l.Topic == topic {
			set |= l.set()
		}
	}
	return set
}
