# What applied without refusing anything or asking anybody.
package policy.rules.v1

import data.policy.facts.v1 as facts
import data.policy.level.v1 as level

# Only these two, the covered undo and what runs alone are ever allowed.
allow contains {
	"ruleId": "read",
	"message": "Reading needs nobody.",
} if {
	facts.valid
	input.risk.tier == "read"
}

allow contains {
	"ruleId": "automatic",
	"message": concat("", ["A step of tier ", input.risk.tier, " runs by itself in ", facts.environment, "."]),
} if {
	automatic
}

allow contains {
	"ruleId": "covered-undo",
	"message": "This undo was approved together with what it undoes.",
} if {
	facts.covered_undo
}

note contains {
	"ruleId": "unknown-environment",
	"message": "It is not known to which environment this belongs, so the rules of production hold.",
	"remediation": "Name the cluster or namespace under understudy.environments.",
	"whoCanHelp": "Who runs Understudy",
} if {
	facts.judged
	not input.context.environmentKnown
}

note contains {
	"ruleId": "environment-cap",
	"message": concat("", ["The takeover level is held at ", level_name, " in ", facts.environment, "."]),
} if {
	level_binds
	level.capped
}

note contains {
	"ruleId": "elevation",
	"message": concat("", ["The takeover level is raised until ", input.context.elevation.until, "."]),
} if {
	level_binds
	level.elevated
}

note contains {
	"ruleId": "level-review",
	"message": "A person reviews this within 24 hours after it ran.",
} if {
	level_binds
	facts.write
	level.reviewed
}

note contains {
	"ruleId": "lane-development",
	"message": concat("", ["In ", facts.environment, " people may approve what they asked for."]),
} if {
	approval_needed
	self_approval
}

note contains {
	"ruleId": "lane-on-call",
	"message": "On call, with an open incident and a tested undo, one other person is enough.",
} if {
	approval_needed
	on_call
}
