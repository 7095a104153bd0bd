package dev.verge.observation;

import java.util.function.Consumer;

/** Is told what happened. Implementations never block and never throw. */
@FunctionalInterface
public interface Observer extends Consumer<Observation> {}
