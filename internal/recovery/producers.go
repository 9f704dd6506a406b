package recovery

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// keptBatches is how many batches of a producer a broker remembers in a partition,
// as many as a client may have in flight.
const keptBatches = 5

// sequenceFile is what the broker reads its producers' sequence numbers from, which
// it writes when it is closed.
type sequenceFile struct {
	Version int         `json:"version"`
	Windows []*sequence `json:"windows"`
}

// sequence is what a broker remembers of a producer in a partition.
type sequence struct {
	Producer  int64                      `json:"pid"`
	Topic     string                     `json:"topic"`
	Partition int32                      `json:"partition"`
	Batches   [keptBatches]sequenceBatch `json:"entries"` // a ring
	Count     int                        `json:"count"`
	Next      int                        `json:"at"` // in the ring
	Epoch     int16                      `json:"epoch"`
	Seen      bool                       `json:"seen"`
	NextSeq   int32                      `json:"next_seq"`

	open bool // a transaction is under way
}

// sequenceBatch is one of a producer's batches.
type sequenceBatch struct {
	FirstSeq int32 `json:"first_seq"`
	NextSeq  int32 `json:"next_seq"`
	Offset   int64 `json:"offset"`
}

// RestoreProducers restores the sequence numbers of a broker's producers after a kill, as
// Kafka does: from the batches in the partitions. Producers with open transactions are
// fenced permanently: the broker would forget that if it were killed again. Call it before
// the broker starts, for a directory for which [Needed] is true.
func RestoreProducers(dir string) error {
	f := sequenceFile{Version: 1, Windows: []*sequence{}}
	open := make(map[int64]int16)
	partitions, err := os.ReadDir(filepath.Join(dir, "partitions"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("restoring sequence numbers: %w", err)
	}
	for _, p := range partitions {
		topic, number, ok := partitionOf(p.Name())
		if !ok {
			continue
		}
		sequences, err := sequencesOf(filepath.Join(dir, "partitions", p.Name()), topic, number)
		if err != nil {
			return fmt.Errorf("restoring sequence numbers of %s partition %d: %w", topic, number, err)
		}
		for _, s := range sequences {
			if s.Seen { // markers alone leave no sequence
				f.Windows = append(f.Windows, s)
			}
			if s.open {
				open[s.Producer] = max(open[s.Producer], s.Epoch)
			}
		}
	}
	if err := fence(filepath.Join(dir, "pids.log"), open); err != nil {
		return fmt.Errorf("fencing the producers of open transactions: %w", err)
	}
	text, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("restoring sequence numbers: %w", err)
	}
	path := filepath.Join(dir, "seq_windows.json")
	if err := os.WriteFile(path+".tmp", text, 0o600); err != nil {
		return fmt.Errorf("restoring sequence numbers: %w", err)
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		return fmt.Errorf("restoring sequence numbers: %w", err)
	}
	return nil
}

// partitionOf takes the name of a partition's directory apart.
func partitionOf(name string) (topic string, number int32, ok bool) {
	dash := strings.LastIndexByte(name, '-')
	if dash < 0 {
		return "", 0, false
	}
	n, err := strconv.ParseInt(name[dash+1:], 10, 32)
	topic, err2 := url.PathUnescape(name[:dash])
	return topic, int32(n), err == nil && err2 == nil
}

// sequencesOf reads what a partition's segments say of producers, in the order in
// which these came.
func sequencesOf(dir, topic string, number int32) (list []*sequence, err error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var segments []int64
	for _, f := range files {
		if base, ok := strings.CutSuffix(f.Name(), ".dat"); ok {
			if n, err := strconv.ParseInt(base, 10, 64); err == nil {
				segments = append(segments, n)
			}
		}
	}
	slices.Sort(segments)
	found := make(map[int64]*sequence)
	for _, base := range segments {
		err := eachHeader(filepath.Join(dir, fmt.Sprintf("%d.dat", base)), func(header []byte) {
			id := int64(binary.BigEndian.Uint64(header[batchProducer:]))
			if id < 0 {
				return
			}
			if found[id] == nil {
				found[id] = &sequence{Producer: id, Topic: topic, Partition: number}
				list = append(list, found[id])
			}
			attributes := binary.BigEndian.Uint16(header[batchAttributes:])
			if found[id].open = attributes&controlBatch == 0 && attributes&transactionalBatch != 0; attributes&controlBatch == 0 {
				found[id].take(header)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// take takes in the producer's next batch.
func (s *sequence) take(header []byte) {
	const most = 1<<31 - 1 // sequence numbers wrap at
	epoch := int16(binary.BigEndian.Uint16(header[batchEpoch:]))
	if !s.Seen || epoch != s.Epoch {
		*s = sequence{Producer: s.Producer, Topic: s.Topic, Partition: s.Partition, Epoch: epoch, Seen: true, open: s.open}
	}
	first := int32(binary.BigEndian.Uint32(header[batchSequence:]))
	next := int32((int64(first) + int64(binary.BigEndian.Uint32(header[batchRecords:]))) % most)
	s.Batches[s.Next] = sequenceBatch{FirstSeq: first, NextSeq: next, Offset: int64(binary.BigEndian.Uint64(header))}
	s.Next, s.Count, s.NextSeq = (s.Next+1)%keptBatches, min(s.Count+1, keptBatches), next
}

// eachHeader calls each with the header of each whole batch of a segment.
func eachHeader(path string, each func(header []byte)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	header := make([]byte, batchHeader)
	for at := int64(0); ; {
		if _, err := f.ReadAt(header, at); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		at += batchPrefix + int64(binary.BigEndian.Uint32(header[batchLength:]))
		if at > info.Size() {
			return nil // half written
		}
		each(header)
	}
}
