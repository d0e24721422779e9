// Command kiroku reads documents about a crisis and keeps a sourced ledger.
package main

func main() {}
