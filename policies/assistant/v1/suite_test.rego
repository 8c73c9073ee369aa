# The decision suite of test/policy, which npm run test:policy puts under data.suite.
package policy.tests.suite

import data.policy.assistant.v1 as policy

test_suite_is_there if count(data.suite) >= 300

test_at_least_half_refuse if {
	refused := [entry.id | some entry in data.suite; entry.expect.decision == "deny"]
	count(refused) * 2 >= count(data.suite)
}

test_every_case_is_as_expected if {
	wrong := {entry.id | some entry in data.suite; not as_expected(entry)}
	count(wrong) == 0
}

as_expected(entry) if {
	entry.guardrails
	answer := policy with input as entry.input with data.guardrails as entry.guardrails
	same(answer, entry.expect)
}

as_expected(entry) if {
	not entry.guardrails
	answer := policy with input as entry.input
	same(answer, entry.expect)
}

same(answer, expected) if {
	every key in ["decision", "ruleIds", "approvers", "lane", "constraints"] {
		answer[key] == expected[key]
	}
	object.get(expected, "quorum", answer.quorum) == answer.quorum
}
