package dev.verge.observation;

import java.util.List;
import java.util.function.Consumer;

/** Is told what happened. Implementations never block and never throw. */
@FunctionalInterface
public interface Observer extends Consumer<Observation> {

    /** Tells each of these observers, in this order. */
    static Observer all(Observer... observers) {
        List<Observer> told = List.of(observers);
        return observation -> {
            for (Observer observer : told) {
                observer.accept(observation);
            }
        };
    }
}
