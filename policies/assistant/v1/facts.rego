# What the rules ask more than once. Nothing here decides.
package policy.facts.v1

environments := {"development", "test", "pre-production", "production"}

tiers := {"read", "low", "medium", "high"}

level_rank := {
	"L1_OBSERVATION": 1,
	"L2_SUGGESTION": 2,
	"L3_SEMI_AUTO": 3,
	"L4_AUTO": 4,
	"L5_FULLY_AUTONOMOUS": 5,
}

level_of_rank := {rank: level | some level, rank in level_rank}

# Whatever guardrails say, these never run without a person, and never by breaking the glass.
never_alone := {"delete", "exec", "data-migration"}

# A policy server that has no guardrails of its own gets them with the input.
guardrails := data.guardrails if data.guardrails.schemaVersion == 1

guardrails := input.guardrails if {
	not data.guardrails
	input.guardrails.schemaVersion == 1
}

valid if {
	input.actor.type in {"user", "agent", "service"}
	is_string(input.actor.id)
	is_string(input.action.operation)
	is_string(input.action.verb)
	input.context.environment in environments
	is_boolean(input.context.environmentKnown)
	is_string(input.context.entityRef)
	level_rank[input.context.level]
	level_rank[input.context.cap]
	is_boolean(input.context.simulated)
	is_boolean(input.context.freshPreview)
	input.risk.tier in tiers
	is_boolean(input.risk.critical)
	is_boolean(input.risk.destructive)
	is_boolean(input.risk.reversible)
	is_number(input.risk.targets)
	is_number(input.risk.pods)
	is_string(input.time.now)
	is_boolean(input.time.windowOpen)
	is_array(input.resources)
	every resource in input.resources {
		valid_resource(resource)
	}
	is_boolean(object.get(input.actor, "onCall", false))
	is_boolean(object.get(input.action, "requiresApproval", false))
	is_boolean(object.get(input.action, "undo", false))
	is_boolean(object.get(input.context, "tainted", false))
	is_boolean(object.get(input.risk, "testedUndo", false))
	is_object(object.get(input.time, "freeze", {}))
	is_string(object.get(input.time, ["freeze", "reason"], ""))
	is_string(object.get(input.actor, "onBehalfOf", ""))
	is_string(object.get(input.context, "incident", ""))
}

valid_resource(resource) if {
	is_string(resource.cluster)
	is_string(resource.kind)
	is_string(resource.name)
	is_object(resource.labels)
	every value in resource.labels {
		is_string(value)
	}
	is_string(object.get(resource, "namespace", ""))
	is_number(object.get(resource, "replicas", 0))
	is_number(object.get(resource, "pods", 0))
	is_number(object.get(resource, "percentOfReady", 0))
}

write if {
	valid
	input.risk.tier != "read"
}

# A read that does not say of itself that it is plain counts as sensitive.
plain_read if {
	valid
	input.risk.tier == "read"
	input.action.verb == "read"
	object.get(input.action, "reads", "sensitive") == "plain"
}

sensitive_read if {
	valid
	input.risk.tier == "read"
	not plain_read
}

judged if write

judged if sensitive_read

software if input.actor.type != "user"

actor_kind := "agent" if software

else := "user"

environment := input.context.environment if input.context.environmentKnown

else := "production"

production if environment == "production"

tainted if input.context.tainted

marked if input.action.requiresApproval

# What an undo destroys was not approved together with what it undoes.
covered_undo if {
	write
	input.action.undo
	not input.risk.destructive
}

# A write that needs its own authorisation.
fresh_write if {
	write
	not covered_undo
}

# The columns of the matrix that fit, and the tiers of approval requirements.
tier_keys contains input.risk.tier

tier_keys contains "critical" if input.risk.critical

requirement_tiers := (tier_keys | {"*"}) | {"destructive" | input.risk.destructive == true}

namespaces contains namespace_of(resource) if some resource in input.resources

# Objects without a namespace are judged as if theirs had an empty name.
namespace_of(resource) := resource.name if resource.kind == "v1/Namespace"

else := object.get(resource, "namespace", "")

# Whether something limited to environments holds here; without a limit it does.
applies_here(thing) if not thing.environments

applies_here(thing) if environment in thing.environments

lane(id) := entry if {
	some entry in guardrails.lanes
	entry.id == id
	entry.enabled == true
	environment in entry.environments
	not input.action.verb in object.get(entry, "excludedVerbs", [])
}

# The star stands for any text, also none; nothing else is special.
fits(pattern, text) if pattern == text

fits(pattern, text) if {
	parts := split(pattern, "*")
	count(parts) == 2
	startswith(text, parts[0])
	endswith(text, parts[1])
	count(text) >= count(parts[0]) + count(parts[1])
}

fits(pattern, text) if {
	parts := split(pattern, "*")
	count(parts) > 2
	not contains(pattern, `\`)
	escaped := [strings.replace_n(escapes, part) | some part in parts]
	regex.match(concat("", ["(?s)^", concat(".*", escaped), "$"]), text)
}

escapes := {char: concat("", [`\`, char]) |
	some char in [".", "+", "?", "(", ")", "[", "]", "{", "}", "^", "$", "|"]
}
