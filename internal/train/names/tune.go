package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"kiroku/lang/name"
)

func tune(data string) error {
	how := name.Defaults
	for _, kv := range strings.Fields(os.Getenv("TUNE")) {
		k, v, _ := strings.Cut(kv, "=")
		f, _ := strconv.ParseFloat(v, 32)
		switch k {
		case "h": how.Hidden = int(f)
		case "e": how.Epochs = int(f)
		case "f": how.Frequent = int(f)
		case "b": how.Batch = int(f)
		case "r": how.Rate = float32(f)
		case "d": how.Drop = float32(f)
		case "w": how.DropRow = float32(f)
		case "s": how.Seed = uint64(f)
		}
	}
	gum, err := readGUM(data, "gum-train", everything)
	if err != nil { return err }
	news, _ := readGUM(data, "gum-train", genre("news", "interview"))
	_ = news
	wiki, _ := readWikigold(data)
	re3d, _ := readRe3d(data, func(i int) bool { return i%5 != 4 && i%5 != 3 })
	re3dt, _ := readRe3d(data, func(i int) bool { return i%5 == 3 })
	var gt, gr []name.Gold
	for i, g := range gum {
		if i%6 == 5 { gt = append(gt, g) } else { gr = append(gr, g) }
	}
	golds := append(append(gr, wiki...), re3d...)
	m := name.Train(golds, how)
	fmt.Println(os.Getenv("TUNE"), len(m.Encode()))
	scoreSet(gt, ways(m)[0].find).print(os.Stdout, "gum train sixth")
	scoreSet(re3dt, ways(m)[0].find).print(os.Stdout, "re3d tune")
	return nil
}
