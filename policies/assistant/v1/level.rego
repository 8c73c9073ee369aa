# What the takeover level says; it binds software only.
package policy.level.v1

import data.policy.facts.v1 as facts

standing_cap := min([
	facts.level_rank[facts.guardrails.caps[facts.environment]],
	facts.level_rank[input.context.cap],
])

# An elevation counts until its end, and never for what cannot be taken back.
elevated if {
	facts.fresh_write
	until := input.context.elevation.until
	every moment in [until, input.time.now] {
		count(moment) == 24
		endswith(moment, "Z")
	}
	until > input.time.now
	not input.risk.destructive
	not input.action.verb in facts.never_alone
}

cap := max([standing_cap, 3]) if {
	elevated
	facts.production
}

else := max([standing_cap, min([standing_cap + 2, 4])]) if elevated

else := standing_cap

held := facts.level_rank[input.context.level]

capped if held > cap

in_force := facts.level_of_rank[min([held, cap])]

name := substring(in_force, 0, 2) if in_force

else := "L1, since no level is known,"

known_actions := {
	"none",
	"propose",
	"approve",
	"approve-review",
	"auto-listed",
	"auto",
	"auto-review",
	"auto-last",
}

# What is not in the matrix is not allowed.
actions contains action if {
	some key in facts.tier_keys
	action := object.get(facts.guardrails, ["matrix", in_force, key], "none")
	action in known_actions
}

actions contains "none" if {
	some key in facts.tier_keys
	not object.get(facts.guardrails, ["matrix", in_force, key], "none") in known_actions
}

actions contains "none" if not in_force

reviewed if "approve-review" in actions

reviewed if "auto-review" in actions

permits_alone if {
	count(actions) > 0
	every action in actions {
		alone(action)
	}
}

alone("auto") if facts.guardrails.rolloutStage >= 2

alone("auto-review") if facts.guardrails.rolloutStage >= 2

alone("auto-last") if facts.guardrails.rolloutStage >= 3

alone("auto-listed") if {
	facts.guardrails.rolloutStage >= 2
	listed
}

# Listed by the administrators for this environment. What is high or critical waits for the last stage.
listed if {
	input.risk.tier in facts.guardrails.autoTiers[facts.environment]
	not serious
}

listed if {
	serious
	"high" in facts.guardrails.autoTiers[facts.environment]
	facts.guardrails.rolloutStage >= 3
}

serious if input.risk.critical

serious if input.risk.tier == "high"

# Reads of software wait for no stage.
reads_alone if {
	count(actions) > 0
	every action in actions {
		action in {"auto", "auto-review", "auto-listed", "auto-last"}
	}
}
