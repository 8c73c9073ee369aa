package main

import (
	"math/rand"
	"strconv"
	"strings"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/merkle/testonly"
	"golang.org/x/mod/sumdb/tlog"
)

type rootCase struct {
	Leaves [][]byte `json:"leaves"`
	Root   []byte   `json:"root"`
}

// Sizes and indexes are text: JSON readers lose digits of a uint64.
type inclusionCase struct {
	Index    string   `json:"index"`
	Size     string   `json:"size"`
	LeafHash []byte   `json:"leafHash"`
	Proof    [][]byte `json:"proof"`
	Root     []byte   `json:"root"`
	Accepted bool     `json:"accepted"`
}

type consistencyCase struct {
	Size1    string   `json:"size1"`
	Size2    string   `json:"size2"`
	Root1    []byte   `json:"root1"`
	Root2    []byte   `json:"root2"`
	Proof    [][]byte `json:"proof"`
	Accepted bool     `json:"accepted"`
}

type tileCase struct {
	Level int    `json:"level"`
	Index string `json:"index"`
	Width int    `json:"width"`
	Path  string `json:"path"`
}

func bytes(random *rand.Rand, length int) []byte {
	data := make([]byte, length)
	random.Read(data)
	return data
}

func text(value uint64) string { return strconv.FormatUint(value, 10) }

// spoil changes a proof, or a size, or nothing at all.
func spoil(random *rand.Rand, hashes [][]byte, sizes ...*uint64) [][]byte {
	changed := append([][]byte{}, hashes...)
	at := 0
	if len(changed) > 0 {
		at = random.Intn(len(changed))
	}
	switch random.Intn(10) {
	case 0:
		if len(changed) > 0 {
			hash := append([]byte{}, changed[at]...)
			hash[random.Intn(32)] ^= 1 << random.Intn(8)
			changed[at] = hash
		}
	case 1:
		changed = append(changed, bytes(random, 32))
	case 2:
		changed = append([][]byte{bytes(random, 32)}, changed...)
	case 3:
		if len(changed) > 0 {
			changed = changed[:len(changed)-1]
		}
	case 4:
		if len(changed) > 1 {
			other := random.Intn(len(changed))
			changed[at], changed[other] = changed[other], changed[at]
		}
	case 5, 6:
		size := sizes[random.Intn(len(sizes))]
		switch random.Intn(5) {
		case 0:
			*size++
		case 1:
			*size--
		case 2:
			*size ^= 1 << random.Intn(64)
		case 3:
			*size *= 2
		case 4:
			*size = random.Uint64()
		}
	}
	return changed
}

func emitTrees(random *rand.Rand, rounds int, all *vectors) {
	hasher := rfc6962.DefaultHasher
	for round := 0; round < rounds; round++ {
		size := uint64(random.Intn(20))
		if round%4 == 3 {
			size = uint64(random.Intn(600))
		}
		leaves := make([][]byte, size)
		for i := range leaves {
			leaves[i] = bytes(random, random.Intn(24))
		}
		tree := testonly.New(hasher)
		tree.AppendData(leaves...)
		all.Roots = append(all.Roots, rootCase{leaves, tree.Hash()})
		if size == 0 {
			continue
		}

		index := uint64(random.Int63n(int64(size)))
		leaf := tree.LeafHash(index)
		hashes := must(tree.InclusionProof(index, size))
		for try := 0; try < 4; try++ {
			i, s := index, size
			changed := hashes
			if try > 0 {
				changed = spoil(random, hashes, &i, &s)
			}
			err := proof.VerifyInclusion(hasher, i, s, leaf, changed, tree.Hash())
			all.Inclusion = append(all.Inclusion, inclusionCase{
				text(i), text(s), leaf, changed, tree.Hash(), err == nil})
		}

		size1 := 1 + uint64(random.Int63n(int64(size)))
		hashes = must(tree.ConsistencyProof(size1, size))
		for try := 0; try < 4; try++ {
			s1, s2 := size1, size
			changed := hashes
			if try > 0 {
				changed = spoil(random, hashes, &s1, &s2)
			}
			if s1 == 0 {
				continue // Later versions of the reference refuse it, this one does not.
			}
			err := proof.VerifyConsistency(hasher, s1, s2, changed, tree.HashAt(size1), tree.Hash())
			all.Consistency = append(all.Consistency, consistencyCase{
				text(s1), text(s2), tree.HashAt(size1), tree.Hash(), changed, err == nil})
		}

		tile := tlog.Tile{H: 8, L: random.Intn(8), N: random.Int63() >> random.Intn(63), W: 1 + random.Intn(256)}
		all.Tiles = append(all.Tiles, tileCase{tile.L, strconv.FormatInt(tile.N, 10), tile.W,
			strings.Replace(tile.Path(), "tile/8/", "tile/", 1)})
	}
}
