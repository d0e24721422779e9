// Package pipeline runs the stages one after the other. It keeps order, uses
// the processors there are and holds a bounded number of documents in memory.
package pipeline
