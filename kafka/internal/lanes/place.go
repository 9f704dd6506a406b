package lanes

// Place identifies a partition.
type Place struct {
	Topic     string
	Partition int32
}

// Places returns the partitions of a set as a list.
func Places(set map[string][]int32) (list []Place) {
	for topic, ids := range set {
		for _, id := range ids {
			list = append(list, Place{topic, id})
		}
	}
	return list
}

// with adds a partition to a set, and returns the set.
func with(set map[string][]int32, at Place) map[string][]int32 {
	if set == nil {
		set = make(map[string][]int32)
	}
	set[at.Topic] = append(set[at.Topic], at.Partition)
	return set
}
