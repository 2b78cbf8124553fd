package solve

// Within makes Instance.Covers from costs by demand and site: a site covers the demands whose cost is at
// most limit (the limit itself counts).
func Within(cost [][]float32, sites int, limit float64) [][]int32 {
	covers := make([][]int32, sites)
	for i, row := range cost {
		for j, c := range row {
			if float64(c) <= limit {
				covers[j] = append(covers[j], int32(i))
			}
		}
	}
	return covers
}
