package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/bytedance/sonic"

	"github.com/mediamesh/events/bench/internal/ajv"
)

// describe says when and where figures come from, on one line.
func describe(node *ajv.Node) string {
	text := fmt.Sprintf("%s, %s, %d CPUs, %s", time.Now().Format(time.DateOnly), processor(), runtime.NumCPU(), runtime.Version())
	if node != nil {
		text += ", node " + node.Version
	}
	if sonic.APIKind != sonic.UseSonicJSON {
		text += "; sonic does not know this processor or Go version, so it is encoding/json by another name"
	}
	return text
}

// processor is the processor's name where Linux tells it, else its kind.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // only Linux has it
	for line := range strings.Lines(string(info)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
