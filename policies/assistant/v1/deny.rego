# What refuses. Every rule looks for itself, so that the first refusal does not hide the others.
package policy.rules.v1

import data.policy.facts.v1 as facts
import data.policy.level.v1 as level

administrator := "A policy administrator"

deny contains {
	"ruleId": "input-invalid",
	"message": "What was asked is incomplete or has values that are not known, so it is refused.",
	"remediation": "Make the plan again. If that does not help, the software that asked is at fault.",
	"whoCanHelp": "Who runs Understudy",
} if {
	not facts.valid
}

deny contains {
	"ruleId": "guardrails-missing",
	"message": "There are no guardrails to judge by, so only plain reads pass.",
	"remediation": "Activate a version of the guardrails on the Policies page.",
	"whoCanHelp": administrator,
} if {
	facts.judged
	not facts.guardrails
}

deny contains {
	"ruleId": "no-targets",
	"message": "It is not known what this would change.",
	"remediation": "Resolve the targets again, and see that each exists.",
} if {
	facts.write
	count(input.resources) == 0
}

deny contains {
	"ruleId": "rollout-stage",
	"message": "Understudy only reads here: the rollout is at stage 0.",
	"remediation": "A policy administrator can raise the rollout stage in the guardrails.",
	"whoCanHelp": administrator,
} if {
	facts.write
	facts.guardrails
	not writes_begun
}

writes_begun if facts.guardrails.rolloutStage in {1, 2, 3}

deny contains object.union(
	{
		"ruleId": "freeze-active",
		"message": concat("", ["Changes are frozen: ", object.get(input.time.freeze, "reason", "no reason was given")]),
		"remediation": "Wait until the freeze ends, or ask a policy administrator to lift it.",
		"whoCanHelp": administrator,
	},
	next_allowed(object.get(input.time.freeze, "until", "")),
) if {
	facts.fresh_write
	input.time.freeze
}

deny contains object.union(
	{
		"ruleId": "outside-window",
		"message": concat("", ["No change window of ", facts.environment, " is open now."]),
		"remediation": "Let the plan start in the next window.",
		"whoCanHelp": administrator,
	},
	next_allowed(object.get(input.time, "nextOpen", "")),
) if {
	facts.fresh_write
	not input.time.windowOpen
}

next_allowed(moment) := {"nextAllowed": moment} if {
	is_string(moment)
	moment != ""
} else := {}

deny contains {
	"ruleId": "level-none",
	"message": concat("", ["At Takeover ", level_name, " software proposes nothing of this kind here."]),
	"remediation": "A person can make this plan, or an owner can raise the takeover level.",
	"whoCanHelp": "An owner of the entity",
} if {
	level_binds
	"none" in level.actions
}

deny contains {
	"ruleId": "level-propose",
	"message": concat("", ["At Takeover ", level_name, " software may propose this, and a person has to do it."]),
	"remediation": "Take the plan over to run it under your own name.",
	"whoCanHelp": "Who may run plans on the entity",
} if {
	level_binds
	"propose" in level.actions
	not "none" in level.actions
}

level_name := level.name

level_binds if {
	facts.software
	facts.fresh_write
	facts.guardrails
}

# Reads too, unless they may not even be judged for want of guardrails.
level_binds if {
	facts.software
	facts.valid
	input.risk.tier == "read"
	facts.guardrails
}

deny contains {
	"ruleId": "namespace-denied",
	"message": concat("", ["Nothing may be changed in ", place(namespace), "."]),
	"remediation": "Leave these targets out of the plan.",
	"whoCanHelp": administrator,
} if {
	facts.judged
	some entry in facts.guardrails.namespaces
	facts.applies_here(entry)
	some pattern in entry.denied
	some namespace in facts.namespaces
	facts.fits(pattern, namespace)
}

deny contains {
	"ruleId": "namespace-not-allowed",
	"message": concat("", ["Changes are not allowed in ", place(namespace), "; they are in: ", concat(", ", entry.allowed), "."]),
	"remediation": "Leave these targets out of the plan, or ask for the namespace to be allowed.",
	"whoCanHelp": administrator,
} if {
	facts.judged
	some entry in facts.guardrails.namespaces
	facts.applies_here(entry)
	entry.allowed
	some namespace in facts.namespaces
	not any_fits(entry.allowed, namespace)
}

place(namespace) := "what stands in no namespace" if namespace == ""

else := concat("", ["the namespace ", namespace])

any_fits(patterns, text) if {
	some pattern in patterns
	facts.fits(pattern, text)
}

deny contains {
	"ruleId": "label-denied",
	"message": concat("", ["A target carries the label ", key, "=", resource.labels[key], ", which must not be touched."]),
	"remediation": "Leave the objects with this label out of the plan.",
	"whoCanHelp": administrator,
} if {
	facts.judged
	some entry in facts.guardrails.labelSelectors
	facts.applies_here(entry)
	some key, value in entry.deny
	some resource in input.resources
	label_fits(resource.labels[key], value)
}

deny contains {
	"ruleId": "label-required",
	"message": concat("", ["A target does not carry the label ", key, "=", value, ", without which nothing may be changed."]),
	"remediation": "Leave the objects without this label out of the plan, or have their owner label them.",
	"whoCanHelp": administrator,
} if {
	facts.judged
	some entry in facts.guardrails.labelSelectors
	facts.applies_here(entry)
	some key, value in entry.require
	some resource in input.resources
	not has_label(resource, key, value)
}

# In a body of its own: a label that is missing would undo the whole rule above.
has_label(resource, key, value) if label_fits(resource.labels[key], value)

label_fits(_, "*")

label_fits(value, value)

deny contains {
	"ruleId": "limit-targets",
	"message": concat("", ["This reaches ", format_int(targets, 10), " objects; at most ", format_int(limit.maxTargets, 10), " are allowed in ", facts.environment, "."]),
	"remediation": "Make several smaller plans.",
	"whoCanHelp": administrator,
} if {
	some limit in limits
	targets > limit.maxTargets
}

deny contains {
	"ruleId": "limit-pods",
	"message": concat("", ["This reaches ", format_int(pods, 10), " pods; at most ", format_int(limit.maxPods, 10), " are allowed in ", facts.environment, "."]),
	"remediation": "Make several smaller plans.",
	"whoCanHelp": administrator,
} if {
	some limit in limits
	pods > limit.maxPods
}

deny contains {
	"ruleId": "limit-replicas",
	"message": concat("", ["An object would have ", format_int(replicas, 10), " replicas; at most ", format_int(limit.maxReplicas, 10), " are allowed in ", facts.environment, "."]),
	"remediation": "Ask for fewer replicas.",
	"whoCanHelp": administrator,
} if {
	some limit in limits
	replicas := max([resource.replicas | some resource in input.resources])
	replicas > limit.maxReplicas
}

deny contains {
	"ruleId": "limit-percent",
	"message": concat("", ["This reaches ", format_int(ceil(percent), 10), " % of the ready pods of an object; at most ", format_int(limit.maxPercentOfReady, 10), " % are allowed in ", facts.environment, "."]),
	"remediation": "Change fewer pods at a time.",
	"whoCanHelp": administrator,
} if {
	some limit in limits
	percent := max([resource.percentOfReady | some resource in input.resources])
	percent > limit.maxPercentOfReady
}

limits contains limit if {
	facts.fresh_write
	some limit in facts.guardrails.limits
	limit.environment in {facts.environment, "*"}
}

# Whoever counted less than stands there is not believed.
targets := max([input.risk.targets, count(input.resources)])

pods := max([input.risk.pods, sum([object.get(resource, "pods", 0) | some resource in input.resources])])

deny contains {
	"ruleId": "simulated-preview",
	"message": "The preview is only simulated, which is not enough for a step of high risk.",
	"remediation": "Use an operation that has a real dry run.",
} if {
	facts.write
	input.context.simulated
	level.serious
}

deny contains {
	"ruleId": "stale-preview",
	"message": "The preview is too old to act on.",
	"remediation": "Open the plan to refresh its preview.",
} if {
	facts.write
	not input.context.freshPreview
}

deny contains {
	"ruleId": "lane-closed",
	"message": concat("", ["No way to an approval is open in ", facts.environment, "."]),
	"remediation": "A policy administrator can open the standard lane in the guardrails.",
	"whoCanHelp": administrator,
} if {
	facts.guardrails
	approval_needed
	not facts.lane("standard")
	not self_approval
	not on_call
}
