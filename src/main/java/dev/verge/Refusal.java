package dev.verge;

import dev.verge.observation.Observation;
import dev.verge.source.Mistake;
import dev.verge.source.MistakesException;
import java.util.List;

/** Says why changed files are not served. */
final class Refusal {
    private Refusal() {}

    static Observation of(String what, Throwable failure) {
        List<String> reasons = failure instanceof MistakesException refused
                ? refused.mistakes().stream().map(Mistake::toString).toList()
                : List.of(String.valueOf(failure.getMessage()));
        return new Observation.ChangeRefused(what, reasons);
    }
}
