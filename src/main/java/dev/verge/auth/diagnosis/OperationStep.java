package dev.verge.auth.diagnosis;

import dev.verge.auth.AccessRule;
import dev.verge.auth.Requirement;
import dev.verge.auth.token.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** May the caller call the operation, as far as the token decides; the permission rule is the database's. */
final class OperationStep {
    private static final String OPERATION = "operation";

    private OperationStep() {}

    static void add(Steps steps, Question question, @Nullable Caller caller) {
        AccessRule rule = question.rule();
        if (question.operation() == null) {
            return;
        }
        if (rule == null) {
            steps.passed(OPERATION, question.operation() + " is public and looks at no token");
        } else if (caller == null) {
            steps.skipped(question.operation() + " needs " + needs(rule), OPERATION);
        } else {
            String detail = question.operation() + " needs " + needs(rule) + "; the token has roles "
                    + Printable.names(caller.roles()) + ", scopes " + Printable.names(caller.scopes());
            steps.check(OPERATION, detail, () -> rule.check(caller));
        }
    }

    private static String needs(AccessRule rule) {
        String needs = rule.requirements().stream().map(OperationStep::needs).collect(Collectors.joining(", or "));
        return needs
                + (rule.kind() == null ? "" : ", kind " + rule.kind().word())
                + (rule.context() == null ? "" : ", acrs " + rule.context());
    }

    private static String needs(Requirement requirement) {
        List<String> needs = new ArrayList<>();
        if (!requirement.roles().isEmpty()) {
            needs.add("roles " + String.join(" and ", new TreeSet<>(requirement.roles())));
        }
        if (!requirement.scopes().isEmpty()) {
            needs.add("scopes " + String.join(" and ", new TreeSet<>(requirement.scopes())));
        }
        return needs.isEmpty() ? "any valid token" : String.join(" and ", needs);
    }
}
