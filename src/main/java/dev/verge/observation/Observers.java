package dev.verge.observation;

import io.vertx.core.Future;
import java.util.List;

/** Several observers as one. */
record Observers(List<Observer> observers) implements Observer {

    @Override
    public void accept(Observation observation) {
        // Twice for each request: without an iterator.
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).accept(observation);
        }
    }

    @Override
    public Future<Void> close() {
        return Future.join(observers.stream().map(Observer::close).toList()).mapEmpty();
    }
}
