package clients

import (
	"bufio"
	"encoding/binary"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// shellClasses are the classes of Kafka's shell tools, by the name of the
// script without ".sh".
var shellClasses = map[string]string{
	"kafka-acls":                   "AclCommand",
	"kafka-broker-api-versions":    "BrokerApiVersionsCommand",
	"kafka-cluster":                "ClusterTool",
	"kafka-configs":                "ConfigCommand",
	"kafka-console-consumer":       "consumer.ConsoleConsumer",
	"kafka-console-producer":       "ConsoleProducer",
	"kafka-console-share-consumer": "consumer.ConsoleShareConsumer",
	"kafka-consumer-groups":        "consumer.group.ConsumerGroupCommand",
	"kafka-delegation-tokens":      "DelegationTokenCommand",
	"kafka-delete-records":         "DeleteRecordsCommand",
	"kafka-features":               "FeatureCommand",
	"kafka-get-offsets":            "GetOffsetShell",
	"kafka-groups":                 "GroupsCommand",
	"kafka-leader-election":        "LeaderElectionCommand",
	"kafka-log-dirs":               "LogDirsCommand",
	"kafka-metadata-quorum":        "MetadataQuorumCommand",
	"kafka-reassign-partitions":    "reassign.ReassignPartitionsCommand",
	"kafka-share-groups":           "consumer.group.ShareGroupCommand",
	"kafka-streams-groups":         "streams.StreamsGroupCommand",
	"kafka-topics":                 "TopicCommand",
	"kafka-transactions":           "TransactionsCommand",
}

// shellTools is the process that runs the tools, see KafkaTools.java.
type shellTools struct {
	cmd       *exec.Cmd
	requests  io.WriteCloser
	responses *bufio.Reader
	log       logBuffer
}

// startShellTools starts the process. Its input stays open, by whose end it
// notices that this process is gone.
func startShellTools(jars string) (*shellTools, error) {
	s := &shellTools{cmd: exec.Command(java("java"), "-Xmx200m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
		"-Dlog4j2.configurationFile=../kafka/log4j2.properties", "-cp", filepath.Join(jars, "*"), "KafkaTools.java")}
	s.cmd.Stderr = &s.log
	var err error
	if s.requests, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	responses, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.responses = bufio.NewReader(responses)
	return s, s.cmd.Start()
}

// java is a program of the JDK that test/kafka uses, too.
func java(program string) string {
	if home := os.Getenv("JAVA_HOME"); home != "" {
		return filepath.Join(home, "bin", program)
	}
	return program
}

// run runs a tool and returns its exit code and output.
func (s *shellTools) run(class, input string, args []string) (int, string, error) {
	defer time.AfterFunc(2*patience, func() { s.cmd.Process.Kill() }).Stop()
	request := appendText(appendText(nil, class), input)
	request = binary.BigEndian.AppendUint32(request, uint32(len(args)))
	for _, arg := range args {
		request = appendText(request, arg)
	}
	if _, err := s.requests.Write(request); err != nil {
		return 0, "", err
	}
	var head struct{ Code, Size int32 }
	if err := binary.Read(s.responses, binary.BigEndian, &head); err != nil {
		return 0, "", err
	}
	output := make([]byte, head.Size)
	_, err := io.ReadFull(s.responses, output)
	return int(head.Code), string(output), err
}

func appendText(b []byte, text string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(text))), text...)
}

func (s *shellTools) stop() error {
	s.requests.Close()
	return s.cmd.Wait()
}

// logBuffer keeps what the process logs.
type logBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

// take returns what was logged since the last call.
func (b *logBuffer) take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.text.Reset()
	return b.text.String()
}
