package dev.verge.observation;

import io.vertx.core.Future;
import java.util.List;

/** Several observers as one. */
record Observers(List<Observer> observers) implements Observer {

    @Override
    public void accept(Observation observation) {
        for (Observer observer : observers) {
            observer.accept(observation);
        }
    }

    @Override
    public Future<Void> close() {
        return Future.join(observers.stream().map(Observer::close).toList()).mapEmpty();
    }
}
