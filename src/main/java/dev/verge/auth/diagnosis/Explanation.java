package dev.verge.auth.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * Why a token would be accepted or refused. Every text is ready to print and holds nothing that could be used to call.
 *
 * @param says what the token says, by name
 * @param steps what is looked at, in the server's order
 * @param verdict what the server would do
 * @param advice what to change, one sentence or two each
 */
public record Explanation(Map<String, String> says, List<Step> steps, Verdict verdict, List<String> advice) {
    /** Takes copies of the lists. */
    public Explanation {
        steps = List.copyOf(steps);
        advice = List.copyOf(advice);
    }
}
