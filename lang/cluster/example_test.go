package cluster_test

import (
	"fmt"

	"kiroku/lang/cluster"
)

func ExampleTable_Of() {
	words := cluster.English()
	fmt.Println(words.Of("Tuesday") == words.Of("Friday"), words.Of("Tuesday") == words.Of("walked"))
	// Output: true false
}
