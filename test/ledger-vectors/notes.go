package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/rand"
	"os"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/merkle/testonly"
	"golang.org/x/mod/sumdb/note"
)

type noteCase struct {
	Text         string   `json:"text"`
	Note         string   `json:"note"`
	SigningKey   string   `json:"signingKey"`
	VerifierKeys []string `json:"verifierKeys"`
	WitnessKey   string   `json:"witnessKey,omitempty"`
	WitnessTime  int64    `json:"witnessTime,omitempty"`
}

type proofCase struct {
	Entry       []byte `json:"entry"`
	Index       string `json:"index"`
	Proof       string `json:"proof"`
	VerifierKey string `json:"verifierKey"`
	Origin      string `json:"origin"`
}

func logKey(random *rand.Rand, name string) (string, string) {
	skey, vkey, err := note.GenerateKey(random, name)
	must(0, err)
	return skey, vkey
}

// witness cosigns a text at a time of our choosing; the library takes the
// clock's, which would make the vectors differ from run to run.
type witness struct {
	name string
	key  ed25519.PrivateKey
	hash uint32
	time uint64
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Sign(text []byte) ([]byte, error) {
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", w.time, text)
	return append(binary.BigEndian.AppendUint64(nil, w.time), ed25519.Sign(w.key, []byte(message))...), nil
}

func newWitness(random *rand.Rand, name string) (witness, string) {
	seed := bytes(random, ed25519.SeedSize)
	key := ed25519.NewKeyFromSeed(seed)
	verifier := must(note.NewEd25519VerifierKey(name, key.Public().(ed25519.PublicKey)))
	vkey := must(fnote.VKeyToCosignatureV1(verifier))
	parsed := must(fnote.NewVerifierForCosignatureV1(vkey))
	return witness{name, key, parsed.KeyHash(), 1_700_000_000 + uint64(random.Intn(100_000_000))}, vkey
}

func emitNotes(random *rand.Rand, rounds int, all *vectors) {
	for round := 0; round < (rounds+3)/4; round++ {
		origin := fmt.Sprintf("log.example/%d", random.Intn(1000))
		skey, vkey := logKey(random, origin)
		signer := must(note.NewSigner(skey))
		tree := testonly.New(rfc6962.DefaultHasher)
		leaves := make([][]byte, 1+random.Intn(40))
		for i := range leaves {
			leaves[i] = bytes(random, 8)
		}
		tree.AppendData(leaves...)
		body := string(log.Checkpoint{Origin: origin, Size: tree.Size(), Hash: tree.Hash()}.Marshal())
		cosigner, wkey := newWitness(random, "witness.example/w")
		signed := must(note.Sign(&note.Note{Text: body}, signer, cosigner))

		// What we say is a cosignature has to be one for the reference as well.
		must(note.Open(signed, note.VerifierList(must(fnote.NewVerifierForCosignatureV1(wkey)))))
		all.Notes = append(all.Notes, noteCase{body, string(signed), skey, []string{vkey}, wkey, int64(cosigner.time)})

		index := uint64(random.Intn(len(leaves)))
		var hashes [][32]byte
		for _, hash := range must(tree.InclusionProof(index, tree.Size())) {
			hashes = append(hashes, [32]byte(hash))
		}
		file := proof.TLogProof{Index: index, Hashes: hashes, Checkpoint: signed}
		if round%2 == 1 {
			file.ExtraData = bytes(random, random.Intn(9)+1)
		}
		all.Proofs = append(all.Proofs, proofCase{leaves[index], text(index), string(file.Marshal()), vkey, origin})
	}
	// A text with empty lines and letters of several bytes, signed by two keys.
	one, vone := logKey(random, "eins.example")
	two, vtwo := logKey(random, "zwei.example/ü")
	body := "Grüße\n\n\n— keine Signatur\n日本語 🙂\n"
	signed := must(note.Sign(&note.Note{Text: body}, must(note.NewSigner(one)), must(note.NewSigner(two))))
	all.Notes = append(all.Notes, noteCase{Text: body, Note: string(signed), SigningKey: one, VerifierKeys: []string{vone, vtwo}})
}

type acceptedNote struct {
	Note         string   `json:"note"`
	Text         string   `json:"text"`
	VerifierKeys []string `json:"verifierKeys"`
	WitnessKeys  []string `json:"witnessKeys"`
}

type acceptedProof struct {
	Text  string `json:"text"`
	Index string `json:"index"`
	Count int    `json:"count"`
	Extra []byte `json:"extra"`
}

type accepted struct {
	Notes  []acceptedNote  `json:"notes"`
	Proofs []acceptedProof `json:"proofs"`
}

func judge(given accepted) {
	for i, n := range given.Notes {
		var list []note.Verifier
		for _, key := range n.VerifierKeys {
			list = append(list, must(note.NewVerifier(key)))
		}
		for _, key := range n.WitnessKeys {
			list = append(list, must(fnote.NewVerifierForCosignatureV1(key)))
		}
		opened := must(note.Open([]byte(n.Note), note.VerifierList(list...)))
		if opened.Text != n.Text || len(opened.Sigs) != len(list) || len(opened.UnverifiedSigs) > 0 {
			fmt.Fprintf(os.Stderr, "note %d: %d of %d signatures verified\n", i, len(opened.Sigs), len(list))
			os.Exit(1)
		}
	}
	for i, p := range given.Proofs {
		var file proof.TLogProof
		must(0, file.Unmarshal([]byte(p.Text)))
		if text(file.Index) != p.Index || len(file.Hashes) != p.Count ||
			base64.StdEncoding.EncodeToString(file.ExtraData) != base64.StdEncoding.EncodeToString(p.Extra) ||
			string(file.Marshal()) != p.Text {
			fmt.Fprintf(os.Stderr, "proof %d reads differently\n", i)
			os.Exit(1)
		}
	}
	fmt.Printf("%d notes, %d proofs\n", len(given.Notes), len(given.Proofs))
}
