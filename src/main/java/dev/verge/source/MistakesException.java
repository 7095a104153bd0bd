package dev.verge.source;

import java.util.List;
import java.util.stream.Collectors;

/** The files of an operator cannot be served; carries every mistake that was found. */
public final class MistakesException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    /** Carries these mistakes, of which there is at least one. */
    public MistakesException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    /** The mistakes, in reading order. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
