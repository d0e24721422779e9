package pdf

import (
	"os"

	"golang.org/x/sys/unix"
)

// What the program may take: address space and time of a processor.
const (
	maxMemory  = 1 << 30
	maxSeconds = 120
)

// confine bounds what a process that was started may take. Where that cannot be
// done it goes on without: its time is bounded anyway.
func confine(p *os.Process) {
	_ = unix.Prlimit(p.Pid, unix.RLIMIT_AS, &unix.Rlimit{Cur: maxMemory, Max: maxMemory}, nil)
	_ = unix.Prlimit(p.Pid, unix.RLIMIT_CPU, &unix.Rlimit{Cur: maxSeconds, Max: maxSeconds}, nil)
	_ = unix.Prlimit(p.Pid, unix.RLIMIT_CORE, &unix.Rlimit{}, nil)
}
