# What needs people, how many, and by which way.
package policy.rules.v1

import data.policy.facts.v1 as facts
import data.policy.level.v1 as level

# Runs without a person asked.
automatic if {
	facts.fresh_write
	not facts.production
	not facts.tainted
	not facts.marked
	not input.risk.destructive
	not input.action.verb in facts.never_alone
	permitted_alone
}

permitted_alone if {
	facts.software
	level.permits_alone
}

permitted_alone if {
	not facts.software
	facts.guardrails.rolloutStage >= 2
	level.listed
}

approval_needed if {
	facts.fresh_write
	not automatic
}

require contains {
	"ruleId": "approval-needed",
	"message": approval_message,
	"remediation": "Ask for approval.",
	"whoCanHelp": concat("", ["Who may approve in ", facts.environment]),
} if {
	facts.guardrails
	approval_needed
}

approval_message := "Whoever asked for this may approve it as well, and that is recorded." if self_approval

else := "This needs the approval of one other person." if approvers == 1

else := concat("", ["This needs the approval of ", format_int(approvers, 10), " other people."])

require contains {
	"ruleId": "level-approve",
	"message": concat("", ["At Takeover ", level_name, " software does this only after a person has approved it."]),
} if {
	level_binds
	facts.write
	some action in {"approve", "approve-review"}
	action in level.actions
}

require contains {
	"ruleId": "level-approve",
	"message": concat("", ["At Takeover ", level_name, " software reads this only after a person has approved it."]),
} if {
	level_binds
	input.risk.tier == "read"
	not level.reads_alone
}

require contains {
	"ruleId": "step-approval",
	"message": "Somebody marked this step: another person has to approve it.",
} if {
	facts.fresh_write
	facts.marked
}

require contains {
	"ruleId": "tainted-session",
	"message": "Text from outside was read before, so a person has to look at every change.",
	"remediation": "Compare the plan with what you wanted, not with what the text says.",
} if {
	facts.fresh_write
	facts.tainted
}

require contains {
	"ruleId": "undo-destroys",
	"message": "This undo deletes something, so the approval of what it undoes does not cover it.",
} if {
	facts.write
	input.action.undo
	input.risk.destructive
}

require contains {
	"ruleId": "sensitive-read",
	"message": "Software may read this only after a person has approved it.",
	"whoCanHelp": concat("", ["Who may approve in ", facts.environment]),
} if {
	facts.guardrails
	facts.sensitive_read
	facts.software
}

require contains {
	"ruleId": "sensitive-read",
	"message": "Reading this needs the approval of another person here.",
	"whoCanHelp": concat("", ["Who may approve in ", facts.environment]),
} if {
	facts.guardrails
	facts.sensitive_read
	not facts.lane("read")
}

# Which ways are open.

self_approval if {
	facts.fresh_write
	not facts.production
	facts.environment in facts.guardrails.selfApproval
	facts.lane("development")
	a_person_asked
	not facts.marked
	count(custom_approvals) == 0
	ordinary_approvers == 1
	count(ordinary_rules) == 0
}

a_person_asked if not facts.software

a_person_asked if object.get(input.actor, "onBehalfOf", "") != ""

on_call if {
	facts.fresh_write
	not facts.software
	not self_approval
	input.actor.onCall
	object.get(input.context, "incident", "") != ""
	input.risk.reversible
	input.risk.testedUndo
	not input.risk.destructive
	not facts.marked
	facts.lane("on-call")
}

break_glass if {
	facts.fresh_write
	not facts.software
	not input.risk.destructive
	not input.action.verb in facts.never_alone
	facts.lane("break-glass")
}

way := "development" if self_approval

else := "on-call" if on_call

else := "standard"

way_without_people := "undo" if facts.covered_undo

else := "automatic" if facts.write

else := "read"

# How many people. Of several requirements that fit, the largest counts, and all their rules.

requirements contains entry if {
	some entry in facts.guardrails.approvals
	entry.environment in {facts.environment, "*"}
	entry.tier in facts.requirement_tiers
	facts.write
}

ordinary_approvers := max({1} | {entry.approvers | some entry in requirements}) if count(requirements) > 0

else := 2 if {
	facts.production
	two_people
}

else := 1

two_people if level.serious

two_people if input.risk.destructive

ordinary_rules contains rule if {
	some entry in requirements
	some rule in entry.rules
}

lane_approvers := 0 if not approval_needed

else := 1 if self_approval

else := 1 if on_call

else := ordinary_approvers

lane_rules := ordinary_rules if {
	approval_needed
	not self_approval
	not on_call
} else := set()

custom_approvals contains object.get(rule, "approvers", 1) if {
	some rule in fitting_rules
	rule.effect == "require-approval"
	not facts.covered_undo
}

# Of the rules that say who, each needs people of its own.
named := sum([rule.count | some rule in lane_rules])

approvers := max({1, lane_approvers, named} | custom_approvals)

others := approvers - named

quorum := array.concat(
	sort([rule | some rule in lane_rules]),
	[{"id": "approvers", "groups": [], "count": others} | others > 0],
)

# How long a request waits, and when breaking the glass is offered.

expiry_minutes := facts.guardrails.expiryMinutes.incident if object.get(input.context, "incident", "") != ""

else := facts.guardrails.expiryMinutes.standard

break_glass_after := minutes if minutes := facts.lane("break-glass").breakGlassAfterMinutes

else := minutes if minutes := facts.lane("on-call").breakGlassAfterMinutes

else := 5
