package policy.tests.decision

import data.policy.assistant.v1 as policy

test_what_nobody_speaks_about_is_refused if {
	policy.decision == "deny" with data.policy.rules.v1.deny as set()
		with data.policy.rules.v1.require as set()
		with data.policy.rules.v1.allow as set()
}

no := {"ruleId": "b-no", "message": "No."}

never := {"ruleId": "a-never", "message": "Never."}

ask := {"ruleId": "a-ask", "message": "Ask."}

yes := {"ruleId": "a-yes", "message": "Yes."}

test_the_most_restrictive_wins_and_stands_first if {
	answer := policy with data.policy.rules.v1.deny as {no, never}
		with data.policy.rules.v1.require as {ask}
		with data.policy.rules.v1.allow as {yes}
		with data.policy.rules.v1.note as set()
	answer.decision == "deny"
	answer.ruleIds == ["a-never", "b-no", "a-ask", "a-yes"]
	answer.reasons == [never, no, ask, yes]
	answer.approvers == 0
	answer.quorum == []
	answer.lane == "none"
	answer.ttl == 0
}

test_asking_wins_over_allowing if {
	policy.decision == "require_approval" with data.policy.rules.v1.deny as set()
		with data.policy.rules.v1.require as {ask}
		with data.policy.rules.v1.allow as {yes}
}

test_several_reasons_of_one_rule_are_one_id if {
	again := object.union(no, {"message": "Not this either."})
	answer := policy with data.policy.rules.v1.deny as {no, again}
	answer.ruleIds[0] == "b-no"
	count([reason | some reason in answer.reasons; reason.ruleId == "b-no"]) == 2
	count([id | some id in answer.ruleIds; id == "b-no"]) == 1
}
