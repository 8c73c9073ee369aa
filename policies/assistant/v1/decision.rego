# METADATA
# title: The decision on one step of a plan
# description: |
#   Judges one step by the guardrails in data.guardrails. Everything that it may
#   know is in the input, also the time. The most restrictive rule wins, and all
#   that applied are named.
package policy.assistant.v1

import data.policy.facts.v1 as facts
import data.policy.level.v1 as level
import data.policy.rules.v1 as rules

default decision := "deny"

decision := "deny" if count(rules.deny) > 0

else := "require_approval" if count(rules.require) > 0

else := "allow" if count(rules.allow) > 0

# What refuses stands first; within each kind by its id.
reasons := array.concat(array.concat(in_order(rules.deny), in_order(rules.require)), in_order(rules.allow | rules.note))

in_order(set) := [reason | some [_, reason] in sort([[reason.ruleId, reason] | some reason in set])]

ruleIds := array.concat(array.concat(ids(rules.deny), ids(rules.require)), ids(rules.allow | rules.note))

ids(set) := sort({reason.ruleId | some reason in set})

approvers := rules.approvers if decision == "require_approval"

else := 0

quorum := rules.quorum if decision == "require_approval"

else := []

lane := "none" if decision == "deny"

lane := rules.way if decision == "require_approval"

lane := rules.way_without_people if decision == "allow"

constraints["humanExecutes"] if {
	some reason in rules.deny
	reason.ruleId == "level-propose"
}

constraints["reviewHours"] := 24 if {
	decision != "deny"
	facts.software
	facts.write
	level.reviewed
}

constraints["reviewHours"] := object.get(facts.lane("on-call"), "reviewHours", 24) if lane == "on-call"

constraints["expiryMinutes"] := rules.expiry_minutes if decision == "require_approval"

constraints["selfApproval"] if lane == "development"

constraints["freshPresence"] if {
	decision == "require_approval"
	facts.write
	facts.production
}

constraints["breakGlass"] := {
	"afterMinutes": rules.break_glass_after,
	"reviewHours": object.get(facts.lane("break-glass"), "reviewHours", 24),
} if {
	decision == "require_approval"
	rules.break_glass
}

ttl := 0 if decision == "deny"

else := rules.expiry_minutes * 60 if decision == "require_approval"

else := 60
