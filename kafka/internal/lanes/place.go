package lanes

// Place names a partition.
type Place struct {
	Topic     string
	Partition int32
}

// Places lists a set of partitions.
func Places(set map[string][]int32) (list []Place) {
	for topic, ids := range set {
		for _, id := range ids {
			list = append(list, Place{topic, id})
		}
	}
	return list
}

// with returns a set of partitions with one more.
func with(set map[string][]int32, at Place) map[string][]int32 {
	if set == nil {
		set = make(map[string][]int32)
	}
	set[at.Topic] = append(set[at.Topic], at.Partition)
	return set
}
