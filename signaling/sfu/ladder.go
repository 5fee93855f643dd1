package sfu

// Step is a rung of the low-bandwidth ladder: what a peer is still shown, for lack of bandwidth. Sound is never taken away.
type Step string

// The steps, best first.
const (
	StepFull    Step = "full"    // everything that is wanted, as large as it is wanted
	StepReduced Step = "reduced" // every picture, but some smaller or slower than wanted
	StepChair   Step = "chair"   // some pictures are withheld; the share and the chair's picture are there
	StepShare   Step = "share"   // of the pictures only the share
	StepAudio   Step = "audio"   // no picture that is wanted
)
