package serve

import "time"

// SetPatience shortens for a test how long a client may take over its header.
func (s *Server) SetPatience(d time.Duration) { s.patience = d }
