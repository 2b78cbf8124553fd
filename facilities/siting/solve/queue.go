package solve

// node is a part of the search: what has been decided on sites.
type node struct {
	fixes  []fix
	musts  [][]int32 // lists of sites, in the same numbers, of each of which one at least is chosen
	bound  float64   // of the relaxation
	depth  int
	serial int
	exact  bool // judged by the whole model, as its relaxation could not tell
	dual   *multipliers
}

type fix struct {
	site  int32 // in the numbers of search.root, or of search.whole where the node is exact
	state int8
}

// multipliers to start from, by the rows of search.root; children share those of their parent.
type multipliers struct {
	lambda []float32
	beta   float64 // that of the budget
}

// queue is a heap of nodes by bound; of equal ones the deepest, then the first made.
type queue []*node

func (q queue) Len() int { return len(q) }

func (q queue) Less(a, b int) bool {
	switch x, y := q[a], q[b]; {
	case x.bound != y.bound:
		return x.bound < y.bound
	case x.depth != y.depth:
		return x.depth > y.depth
	default:
		return x.serial < y.serial
	}
}

func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }

// Push implements heap.Interface.
func (q *queue) Push(x any) { *q = append(*q, x.(*node)) }

// Pop implements heap.Interface.
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = nil
	*q = (*q)[:len(*q)-1]
	return last
}
