// Command ledger-vectors lets the reference implementations of the formats of
// packages/ledger speak: transparency-dev/merkle for trees, golang.org/x/mod
// for notes and tiles, transparency-dev/formats for cosignatures and proofs.
//
//	ledger-vectors emit <seed> <rounds>   writes cases with their verdicts as JSON
//	ledger-vectors accept < file          judges what packages/ledger wrote
package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"strconv"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

type vectors struct {
	Source      string            `json:"source"`
	Roots       []rootCase        `json:"roots"`
	Inclusion   []inclusionCase   `json:"inclusion"`
	Consistency []consistencyCase `json:"consistency"`
	Tiles       []tileCase        `json:"tiles"`
	Notes       []noteCase        `json:"notes"`
	Proofs      []proofCase       `json:"proofs"`
}

func main() {
	if len(os.Args) == 4 && os.Args[1] == "emit" {
		seed := must(strconv.ParseInt(os.Args[2], 10, 64))
		rounds := must(strconv.Atoi(os.Args[3]))
		random := rand.New(rand.NewSource(seed))
		all := vectors{Source: fmt.Sprintf(
			"written by test/ledger-vectors (go run . emit %d %d) with the modules of its go.mod", seed, rounds)}
		emitTrees(random, rounds, &all)
		emitNotes(random, rounds, &all)
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", " ")
		must(0, encoder.Encode(all))
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "accept" {
		var given accepted
		must(0, json.NewDecoder(os.Stdin).Decode(&given))
		judge(given)
		return
	}
	fmt.Fprintln(os.Stderr, "usage: ledger-vectors emit <seed> <rounds> | accept")
	os.Exit(2)
}
