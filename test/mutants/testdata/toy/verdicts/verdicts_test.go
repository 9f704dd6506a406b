package verdicts

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestMain(m *testing.M) {
	if os.Getenv("TOY_CHILD") != "" {
		os.Exit(InChild(0))
	}
	os.Exit(m.Run())
}

func TestTested(t *testing.T) {
	if Tested(1, 1) || !Tested(1, 2) {
		t.Error("wrong")
	}
}

func TestWeak(t *testing.T) {
	if !Weak(1, 2) {
		t.Error("wrong")
	}
}

func TestLoop(t *testing.T) {
	if Loop(2) != 3 {
		t.Error("wrong")
	}
}

func TestGrow(t *testing.T) {
	if len(Grow(2)) != 2 {
		t.Error("wrong")
	}
}

func TestUnsteady(t *testing.T) {
	if Unsteady(1, 1) {
		f, err := os.OpenFile(filepath.Join(os.TempDir(), "failed"), os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			f.Close()
			t.Error("fails the first time only")
		}
	}
}

func TestInChild(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TOY_CHILD=1")
	_ = cmd.Run()
	if cmd.ProcessState.ExitCode() != 2 {
		t.Error("wrong")
	}
}

func TestHang(t *testing.T) {
	Hang(func() {
		conn, err := net.Dial("tcp", os.Getenv("TOY_ADDRESS"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Read(make([]byte, 1))
	})
}
