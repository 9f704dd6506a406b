package recovery

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// producerEntry is an entry of the broker's list of producers: from then on it takes
// nothing of earlier epochs.
type producerEntry struct {
	Type     string `json:"type"`
	Producer int64  `json:"pid"`
	Epoch    int16  `json:"epoch"`
}

// fence adds a higher epoch of each producer to the broker's list. What a kill left half
// written at its end is cut off.
func fence(path string, open map[int64]int16) error {
	if len(open) == 0 {
		return nil
	}
	log, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	log = log[:wholeEntries(log)]
	for _, id := range slices.Sorted(maps.Keys(open)) {
		entry, err := json.Marshal(producerEntry{"timeout", id, open[id] + 1})
		if err != nil {
			return err
		}
		log = appendEntry(log, entry)
	}
	if err := os.WriteFile(path+".tmp", log, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

// An entry is its length and its checksum, both of what follows: a version, and JSON.
// Numbers are little-endian.
const (
	entryHead    = 8
	entryVersion = 1
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func appendEntry(log, data []byte) []byte {
	body := append(binary.LittleEndian.AppendUint16(nil, entryVersion), data...)
	log = binary.LittleEndian.AppendUint32(log, uint32(len(body)))
	log = binary.LittleEndian.AppendUint32(log, crc32.Checksum(body, castagnoli))
	return append(log, body...)
}

// wholeEntries is how many bytes whole entries take.
func wholeEntries(log []byte) int {
	at := 0
	for len(log)-at >= entryHead {
		n := int64(binary.LittleEndian.Uint32(log[at:]))
		if n > int64(len(log)-at-entryHead) {
			break
		}
		body := log[at+entryHead:][:n]
		if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(log[at+4:]) {
			break
		}
		at += entryHead + int(n)
	}
	return at
}
