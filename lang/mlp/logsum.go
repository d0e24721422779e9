package mlp

import (
	"math"
	"math/bits"
)

// LogSum is what scores must be measured against to be logarithms of
// probabilities: the score of a class less the LogSum of all classes that it
// stands against is the logarithm of its probability, in points. It is made
// from tables of whole numbers, the same on every machine.
func (m *Model) LogSum(scores []int32) int32 {
	if len(scores) == 0 {
		return 0
	}
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	nat := max(1, int64(m.nat))
	sum, least := uint64(0), max(int64(top)-nats*nat+1, math.MinInt32) // lower scores count for nothing
	for _, s := range scores {
		if int64(s) >= least {
			sum += uint64(powers[uint32(top-s)*logSteps/uint32(nat)])
		}
	}
	// The sum is 2^n × (1 + i/256) and a little, in units of powers[0].
	n := bits.Len64(sum) - 1
	i := sum << (64 - n) >> 56
	return top + int32(nat*(int64(n-powerBits)*int64(logs[256])+int64(logs[i]))>>logBits)
}

const (
	nats      = 13 // that a class may be behind to count
	logSteps  = 16 // of a power in a nat
	powerBits = 20
	logBits   = 16
)

// powers are e to the minus k/logSteps, as multiples of 2^-powerBits; logs are
// the logarithms of 1 + i/256, as multiples of 2^-logBits.
var powers, logs = func() (powers [nats * logSteps]uint32, logs [257]uint32) {
	for k := range powers {
		powers[k] = uint32(math.Round(math.Exp(-float64(k)/logSteps) * (1 << powerBits)))
	}
	for i := range logs {
		logs[i] = uint32(math.Round(math.Log(1+float64(i)/256) * (1 << logBits)))
	}
	return powers, logs
}()
