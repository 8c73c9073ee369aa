package policy.tests.level

import data.policy.level.v1 as level

guardrails := {
	"schemaVersion": 1,
	"rolloutStage": 3,
	"caps": {"test": "L4_AUTO", "production": "L2_SUGGESTION"},
	"autoTiers": {"test": ["low", "high"]},
	"matrix": {"L3_SEMI_AUTO": {"low": "auto-listed", "medium": "auto-listed", "high": "auto-listed"}},
}

asked(environment, held, cap) := {
	"context": {"environment": environment, "environmentKnown": true, "level": held, "cap": cap},
	"risk": {"tier": "low", "critical": false, "destructive": false},
	"time": {"now": "2026-11-25T22:00:00.000Z"},
}

in_force(environment, held, cap) := name if {
	name := level.in_force with input as asked(environment, held, cap) with data.guardrails as guardrails
}

test_the_lowest_of_level_and_both_caps_is_in_force if {
	in_force("test", "L5_FULLY_AUTONOMOUS", "L5_FULLY_AUTONOMOUS") == "L4_AUTO"
	in_force("test", "L5_FULLY_AUTONOMOUS", "L3_SEMI_AUTO") == "L3_SEMI_AUTO"
	in_force("test", "L1_OBSERVATION", "L3_SEMI_AUTO") == "L1_OBSERVATION"
	in_force("production", "L5_FULLY_AUTONOMOUS", "L5_FULLY_AUTONOMOUS") == "L2_SUGGESTION"
}

test_without_a_cap_there_is_no_level_and_nothing_may_be_done if {
	not in_force("development", "L5_FULLY_AUTONOMOUS", "L5_FULLY_AUTONOMOUS")
	level.actions == {"none"} with input as asked("development", "L1_OBSERVATION", "L1_OBSERVATION") with data.guardrails as guardrails
	level.name == "L1, since no level is known," with input as asked("development", "L1_OBSERVATION", "L1_OBSERVATION") with data.guardrails as guardrails
}

test_only_listed_tiers_are_listed if {
	level.permits_alone with input as asked("test", "L3_SEMI_AUTO", "L5_FULLY_AUTONOMOUS") with data.guardrails as guardrails
	medium := object.union(asked("test", "L3_SEMI_AUTO", "L5_FULLY_AUTONOMOUS"), {"risk": {"tier": "medium"}})
	not level.permits_alone with input as medium with data.guardrails as guardrails
}
