package grain

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/paulmach/orb"
)

// Coarser is a type whose parts do not become coarse each by itself.
type Coarser interface {
	// Coarse makes the value what the reader may see of it. It is called before the
	// tags of the value's fields are followed.
	Coarse(*Reader)
}

// Apply makes a value what the reader may see of it, in place, and counts the records that
// it shows exactly. v is a pointer. The tag of a field is `coarse:"LAYER,HOW"`, or
// "LAYER+LAYER,HOW" for what shows both of them. HOW is
//
//	snap    a longitude or latitude: the middle of its cell
//	shape   a geometry, a box (west, south, east, north) or the text of a GeoJSON geometry
//	metres  a distance along a line; km likewise
//	drop    left out (the zero value)
//
// and after it ",quiet" for what is no record of its own. A struct with such fields is one
// record, whatever lies in it.
func (r *Reader) Apply(v any) {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() || !planOf(p.Type()).tagged {
		return
	}
	r.visit(p, false)
}

// visit follows a value; counted says that it lies in a record that was counted.
func (r *Reader) visit(v reflect.Value, counted bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			r.visit(v.Elem(), counted)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			r.visit(v.Index(i), counted)
		}
	case reflect.Struct:
		r.visitStruct(v, counted)
	}
}

func (r *Reader) visitStruct(v reflect.Value, counted bool) {
	plan := planOf(v.Type())
	if plan.coarser && v.CanAddr() {
		v.Addr().Interface().(Coarser).Coarse(r)
	}
	for _, f := range plan.fields {
		at := v.Field(f.index)
		if at.IsZero() {
			continue
		}
		if g := r.Coarsest(f.layers...); g != Exact {
			f.how(g, at)
		} else if !counted && !f.quiet {
			r.Saw(f.layers[0], 1)
			counted = true
		}
	}
	for _, i := range plan.deeper {
		r.visit(v.Field(i), counted)
	}
}

// plan is what there is to do in a type.
type plan struct {
	tagged  bool // in it or deeper
	coarser bool
	fields  []tagged
	deeper  []int // fields that hold more
}

type tagged struct {
	index  int
	layers []Layer
	how    func(Grain, reflect.Value)
	quiet  bool
}

var plans sync.Map // reflect.Type → *plan

func planOf(t reflect.Type) *plan {
	if known, ok := plans.Load(t); ok {
		return known.(*plan)
	}
	p := makePlan(t, map[reflect.Type]bool{})
	plans.Store(t, p)
	return p
}

var coarserType = reflect.TypeFor[Coarser]()

// makePlan looks into a type; one that holds itself is followed as far as its values go.
func makePlan(t reflect.Type, open map[reflect.Type]bool) *plan {
	if open[t] {
		return &plan{tagged: true}
	}
	p := &plan{}
	open[t] = true
	defer delete(open, t)
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		p.tagged = makePlan(t.Elem(), open).tagged
	case reflect.Struct:
		p.coarser = reflect.PointerTo(t).Implements(coarserType)
		p.tagged = p.coarser
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() {
				continue
			}
			if tag, ok := f.Tag.Lookup("coarse"); ok {
				p.fields, p.tagged = append(p.fields, parseTag(t, i, tag)), true
			} else if makePlan(f.Type, open).tagged {
				p.deeper, p.tagged = append(p.deeper, i), true
			}
		}
	}
	return p
}

func parseTag(t reflect.Type, index int, tag string) tagged {
	parts := strings.Split(tag, ",")
	f := tagged{index: index, quiet: len(parts) == 3 && parts[2] == "quiet"}
	for name := range strings.SplitSeq(parts[0], "+") {
		f.layers = append(f.layers, Layer(name))
	}
	if len(parts) > 1 {
		f.how = hows[parts[1]]
	}
	if f.how == nil {
		panic(fmt.Sprintf("grain: %s.%s: no such tag: %q", t, t.Field(index).Name, tag))
	}
	return f
}

var hows = map[string]func(Grain, reflect.Value){
	"drop":   func(_ Grain, v reflect.Value) { v.SetZero() },
	"snap":   func(g Grain, v reflect.Value) { numbers(v, g.Axis) },
	"metres": func(g Grain, v reflect.Value) { numbers(v, g.Metres) },
	"km":     func(g Grain, v reflect.Value) { numbers(v, func(x float64) float64 { return g.Metres(x*1000) / 1000 }) },
	"shape":  reshape,
}

// numbers changes a number, or all numbers of a list. A pointer gets a number of its own.
func numbers(v reflect.Value, change func(float64) float64) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			own := reflect.New(v.Type().Elem())
			own.Elem().Set(v.Elem())
			numbers(own.Elem(), change)
			v.Set(own)
		}
	case reflect.Float64:
		v.SetFloat(change(v.Float()))
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			numbers(v.Index(i), change)
		}
	}
}

// reshape changes a geometry, in itself or in a struct that is nothing but one, the text of
// one, or the four numbers of a box.
func reshape(g Grain, v reflect.Value) {
	if v.Kind() == reflect.Struct && v.NumField() == 1 {
		v = v.Field(0)
	}
	switch shape := v.Interface().(type) {
	case json.RawMessage:
		v.SetBytes(g.JSON(shape))
	case orb.Geometry:
		set(v, g.Geometry(shape))
	default:
		numbers(v, g.Axis)
	}
}

func set(v reflect.Value, shape orb.Geometry) {
	if shape == nil {
		v.SetZero()
		return
	}
	v.Set(reflect.ValueOf(shape))
}
