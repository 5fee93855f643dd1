package main

import (
	"context"
	"fmt"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// The instructions that the rehearsal looks at one by one, as the report numbers them.
const (
	totalInstruction    = 2  // 43 clusters, to be divided
	repeatedInstruction = 8  // said in the meeting before, too
	multipleInstruction = 11 // three to five times of what each unit did
)

// divideWrong tries to divide the clusters so that the parts do not make the total.
func (r *rehearsal) divideWrong(ctx context.Context) error {
	var parts []agenda.Part
	for n := range r.units {
		parts = append(parts, agenda.Part{Unit: r.unit(n)})
	}
	parts[0].Value = wantClusters - 1
	return r.refused(ctx, "chia 43 cụm công nghiệp mà Σ = 42 bị từ chối", reference.SecretarySeat,
		agenda.TaskDivide{Assignment: r.script.Instructions[totalInstruction-1].Assignment, Parts: parts}, `"key":"bad_sum"`)
}

// baselines gives the multiple its baselines, from the figures that the units filed; who does not know its number has none.
func (r *rehearsal) baselines(ctx context.Context) error {
	id := r.script.Instructions[multipleInstruction-1].Assignment
	c := agenda.TaskBaseline{Assignment: id}
	if err := r.look(ctx, reference.SecretarySeat, func(m *agenda.Meeting) {
		for _, f := range m.Figure(reference.EventsFigure).Filed {
			if !f.Unknown {
				c.Parts = append(c.Parts, agenda.Part{Unit: f.Unit, Value: f.Number})
			}
		}
	}); err != nil {
		return err
	}
	if err := r.act(ctx, reference.SecretarySeat, c); err != nil {
		return err
	}
	sum := 0.0
	for n := range r.units {
		if events, ok := reference.EventsOf(n); ok {
			sum += events
		}
	}
	if err := r.look(ctx, reference.SecretarySeat, func(m *agenda.Meeting) {
		want(&r.report, "chỉ tiêu gấp 3–5 lần từ số liệu đã nộp", wanted(m, id), fmt.Sprintf("%d đơn vị, từ %g đến %g", r.units-1, 3*sum, 5*sum))
	}); err != nil {
		return err
	}
	own, _ := reference.EventsOf(0)
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		want(&r.report, "chỉ tiêu gấp 3–5 lần tại một đơn vị", wanted(m, id), fmt.Sprintf("1 đơn vị, từ %g đến %g", 3*own, 5*own))
	})
}

// wanted is what the units of an assignment are to reach together, and how many of them know it.
func wanted(m *agenda.Meeting, id agenda.AssignmentID) string {
	units, from, to := 0, 0.0, 0.0
	for _, a := range m.Assignments {
		for _, t := range a.Tasks {
			if least, most, ok := a.Wanted(t); ok && a.ID == id {
				units, from, to = units+1, from+least, to+most
			}
		}
	}
	return fmt.Sprintf("%d đơn vị, từ %g đến %g", units, from, to)
}
