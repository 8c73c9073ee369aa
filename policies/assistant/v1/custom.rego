# The rules that administrators wrote as data.
package policy.rules.v1

import data.policy.facts.v1 as facts

deny contains object.union(
	{
		"ruleId": concat("", ["guardrail:", rule.id]),
		"message": rule.message,
		"whoCanHelp": administrator,
	},
	{"remediation": text | text := rule.remediation},
) if {
	some rule in fitting_rules
	rule.effect == "deny"
}

require contains object.union(
	{
		"ruleId": concat("", ["guardrail:", rule.id]),
		"message": rule.message,
	},
	{"remediation": text | text := rule.remediation},
) if {
	some rule in fitting_rules
	rule.effect == "require-approval"
	not facts.covered_undo
}

# A rule that does not say that it is about reads is about what is judged.
fitting_rules contains rule if {
	some rule in facts.guardrails.rules
	facts.valid
	about(rule.when)
	in_list(rule.when, "environments", facts.environment)
	in_list(rule.when, "verbs", input.action.verb)
	in_list(rule.when, "tiers", input.risk.tier)
	in_list(rule.when, "actors", facts.actor_kind)
	one_fits(rule.when, "operations", {input.action.operation})
	one_fits(rule.when, "entities", {input.context.entityRef})
	one_fits(rule.when, "namespaces", facts.namespaces)
}

about(_) if facts.judged

about(condition) if "read" in condition.tiers

about(condition) if "read" in condition.verbs

in_list(condition, key, _) if not condition[key]

in_list(condition, key, value) if value in condition[key]

one_fits(condition, key, _) if not condition[key]

one_fits(condition, key, texts) if {
	some pattern in condition[key]
	some text in texts
	facts.fits(pattern, text)
}
