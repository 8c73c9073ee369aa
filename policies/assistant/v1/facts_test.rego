package policy.tests.facts

import data.policy.facts.v1 as facts

test_a_pattern_without_a_star_is_a_name if {
	facts.fits("shop", "shop")
	not facts.fits("shop", "shops")
	not facts.fits("shop", "a-shop")
	not facts.fits("shop", "Shop")
	not facts.fits("", "shop")
	facts.fits("", "")
}

test_a_star_stands_for_any_text if {
	facts.fits("*", "")
	facts.fits("*", "anything at all")
	facts.fits("team-*", "team-")
	facts.fits("team-*", "team-a")
	facts.fits("*-team", "a-team")
	facts.fits("a*b", "ab")
	facts.fits("a*b", "a-long-b")
	not facts.fits("a*a", "a")
	not facts.fits("team-*", "my-team-a")
}

test_several_stars if {
	facts.fits("a*b*c", "abc")
	facts.fits("a*b*c", "a-b-b-c")
	facts.fits("**", "x")
	facts.fits("*a*", "a\nb")
	not facts.fits("a*b*c", "acb")
	not facts.fits("*a*", "b")
}

test_nothing_else_in_a_pattern_is_special if {
	every char in [".", "+", "?", "(", ")", "[", "]", "{", "}", "^", "$", "|"] {
		facts.fits(concat("", ["*", char, "*"]), concat("", ["a", char, "b"]))
		not facts.fits(concat("", ["*", char, "*"]), "ab")
	}
	not facts.fits(`*\*`, `a\b`)
}

test_an_unknown_environment_is_production if {
	facts.production with input as {"context": {"environment": "development", "environmentKnown": false}}
	not facts.production with input as {"context": {"environment": "development", "environmentKnown": true}}
}

test_only_users_are_people if {
	not facts.software with input as {"actor": {"type": "user"}}
	facts.software with input as {"actor": {"type": "agent"}}
	facts.software with input as {"actor": {"type": "service"}}
}

lane := {"id": "on-call", "enabled": true, "environments": ["test"], "excludedVerbs": ["drain"]}

asked(verb, environment) := {
	"action": {"verb": verb},
	"context": {"environment": environment, "environmentKnown": true},
}

guardrails := {"schemaVersion": 1, "lanes": [lane]}

test_a_lane_is_open_where_it_says if {
	facts.lane("on-call") with input as asked("scale", "test") with data.guardrails as guardrails
	not facts.lane("on-call") with input as asked("scale", "production") with data.guardrails as guardrails
	not facts.lane("on-call") with input as asked("drain", "test") with data.guardrails as guardrails
	not facts.lane("standard") with input as asked("scale", "test") with data.guardrails as guardrails
}

test_guardrails_of_the_input_count_only_where_there_are_no_others if {
	facts.guardrails == guardrails with input as {"guardrails": guardrails}
	facts.guardrails == guardrails with input as {"guardrails": {"schemaVersion": 1}} with data.guardrails as guardrails
	not facts.guardrails with input as {"guardrails": guardrails} with data.guardrails as {"schemaVersion": 2}
	not facts.guardrails with input as {"guardrails": {"schemaVersion": 2}}
	not facts.guardrails with input as {}
}

test_an_object_without_namespace_has_the_empty_one if {
	facts.namespace_of({"kind": "v1/Node", "name": "n1"}) == ""
	facts.namespace_of({"kind": "v1/Namespace", "name": "shop"}) == "shop"
	facts.namespace_of({"kind": "v1/Pod", "name": "p", "namespace": "shop"}) == "shop"
}
